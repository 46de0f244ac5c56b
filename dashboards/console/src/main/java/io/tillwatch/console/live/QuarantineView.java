package io.tillwatch.console.live;

import io.tillwatch.contracts.event.ReasonCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in quarantine.
 *
 * @param total records that were put there since the console's topics begin; each counts once
 * @param groups records that fail alike, the most frequent first
 * @param newest the newest records, bounded
 */
public record QuarantineView(long total, List<Group> groups, List<Held> newest) {

    /**
     * Records that fail alike.
     *
     * @param explanation of the newest one
     */
    public record Group(
            ReasonCode reason,
            @Nullable String flow,
            @Nullable String type,
            String topic,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            String explanation) {
        Group plus(Held next) {
            boolean newer = next.firstSeen().isAfter(lastSeen);
            return new Group(
                    reason,
                    flow,
                    type,
                    topic,
                    count + 1,
                    next.firstSeen().isBefore(firstSeen) ? next.firstSeen() : firstSeen,
                    newer ? next.firstSeen() : lastSeen,
                    newer ? next.explanation() : explanation);
        }
    }
}
