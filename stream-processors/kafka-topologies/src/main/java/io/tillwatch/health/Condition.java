package io.tillwatch.health;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that is wrong with a flow right now. */
record Condition(
        IncidentKind kind,
        String subject,
        Instant since,
        double score,
        String summary,
        @Nullable Double actual,
        @Nullable Double expected,
        @Nullable Money money,
        long customers,
        List<String> entities,
        Map<String, String> evidence) {

    String key() {
        return kind + "|" + subject;
    }
}
