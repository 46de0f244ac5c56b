package io.tillwatch.index;

import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many documents each index holds. */
public final class IndexCounts {
    private static final List<String> NAMES = List.of(
            IndexNames.INCIDENTS,
            IndexNames.SIGNALS,
            IndexNames.POSITIONS,
            IndexNames.CASES,
            IndexNames.FLOW_HEALTH,
            IndexNames.QUARANTINE,
            IndexNames.SUPPRESSIONS,
            IndexNames.AUDIT);

    private IndexCounts() {}

    /** @throws IndexException when Elasticsearch cannot answer now */
    public static Map<String, Long> of(ElasticClient client) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : NAMES) {
            try {
                client.api()
                        .indices()
                        .refresh(refresh -> refresh.index(name + "-*").ignoreUnavailable(true));
                counts.put(
                        name,
                        client.api()
                                .count(count -> count.index(name + "-*").ignoreUnavailable(true))
                                .count());
            } catch (IOException e) {
                throw new IndexException(Answer.why(e, "read"), e);
            }
        }
        return counts;
    }
}
