package io.tillwatch.health;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When a queue stands still: what is at its head stays there while the queue is still being looked at. Its depth says
 * nothing: a consumer that hangs behind a small and steady lag is as dead as one with a large one. Pure, thread-safe.
 */
final class StallRule {
    private static final Duration LEAST_STILL = Duration.ofMinutes(3);
    /** A queue that nobody looks at any more is another trouble. */
    private static final Duration OLDEST_WORD = Duration.ofMinutes(15);

    private static final double SCORE = 0.8;

    private StallRule() {}

    static List<Condition> of(FlowMemory memory, Instant now) {
        List<Condition> stalled = new ArrayList<>();
        FlowConditions.queues(memory).forEach((queue, report) -> {
            Duration still = report.headStill();
            Instant head = report.oldest();
            boolean heard = !report.at().isBefore(now.minus(OLDEST_WORD));
            if (head != null && report.backlog() > 0 && heard && still.compareTo(LEAST_STILL) >= 0) {
                long minutes = Duration.between(head, report.at()).toMinutes();
                stalled.add(new Condition(
                        IncidentKind.FLOW_STALLED,
                        queue,
                        head,
                        SCORE,
                        queue + " stands still: what is at its head has waited there for " + minutes + " min, and "
                                + report.backlog() + " items wait.",
                        (double) minutes,
                        0.0,
                        null,
                        0,
                        List.of(queue),
                        Map.of("waiting", Long.toString(report.backlog()), "head", head.toString())));
            }
        });
        return stalled;
    }
}
