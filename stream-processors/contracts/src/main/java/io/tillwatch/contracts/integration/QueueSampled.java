package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How full a queue is that Kafka cannot see.
 *
 * @param depth items that wait
 * @param oldest when the item at its head occurred; null when empty or unknown
 */
public record QueueSampled(
        String queue, long depth, @Nullable Instant oldest) {
    public QueueSampled {
        ContractViolation.requireText(queue, "queue");
    }
}
