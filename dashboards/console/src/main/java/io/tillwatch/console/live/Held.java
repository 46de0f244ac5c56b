package io.tillwatch.console.live;

import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record in quarantine as people may see it: where it lies and why, never what it contains.
 *
 * @param id {@code topic-partition-offset}
 * @param explanation names the field that is wrong
 * @param attempt how often it was tried, from 1
 */
public record Held(
        String id,
        ReasonCode reason,
        String explanation,
        String component,
        @Nullable String flow,
        @Nullable String type,
        String topic,
        int partition,
        long offset,
        Instant firstSeen,
        int attempt) {
    static Held of(QuarantinedRecord held) {
        return new Held(
                held.id(),
                held.reason(),
                held.explanation(),
                held.component(),
                held.flow(),
                held.type(),
                held.topic(),
                held.partition(),
                held.offset(),
                held.firstSeen(),
                held.attempt());
    }
}
