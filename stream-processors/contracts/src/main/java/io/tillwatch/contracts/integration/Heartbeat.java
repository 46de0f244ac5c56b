package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source says that it lives; the envelope's source is the one that speaks, {@code node} the one spoken of.
 *
 * @param online false when the node's link is down and somebody else says so
 * @param backlog events that wait at the node to be sent
 * @param oldest when the oldest waiting event occurred
 */
public record Heartbeat(
        String node, boolean online, long backlog, @Nullable Instant oldest) {
    public Heartbeat {
        ContractViolation.requireText(node, "node");
    }
}
