package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.NamePattern;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs and stands in no entry of the catalogue: a flow that nobody answers for, and somebody who makes a flow's calls
 * without being named there. A few records are a damaged header or a trial; told is what goes on. Pure, thread-safe.
 */
final class StrangerRule {
    /** Records that name no flow, or one that cannot be read: they are told as what they are. */
    private static final String UNREADABLE = "unknown";

    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final long LEAST_RECORDS = 20;
    private static final double SCORE = 0.3;

    private StrangerRule() {}

    static List<Condition> of(FlowMemory memory, @Nullable Flow flow, Instant now) {
        FlowSpan last = memory.last(SPAN, now);
        List<Condition> strangers = new ArrayList<>();
        if (flow == null) {
            if (!memory.flow().equals(UNREADABLE) && last.events() >= LEAST_RECORDS) {
                strangers.add(condition(
                        memory.flow(),
                        now,
                        last.events(),
                        last.events() + " events of the flow " + memory.flow() + " came in the last "
                                + SPAN.toMinutes() + " min, and the catalogue has no entry of it: nobody answers for"
                                + " it. ./tillwatch flows discover drafts one."));
            }
        } else if (!flow.callers().isEmpty()) {
            last.tallies().forEach((name, tally) -> caller(name, tally, flow, now, strangers));
        }
        return strangers;
    }

    private static void caller(String name, Tally tally, Flow flow, Instant now, List<Condition> strangers) {
        long calls = tally.good() + tally.bad();
        if (!name.startsWith(BurnRule.CALLS) || calls < LEAST_RECORDS) {
            return;
        }
        String caller = name.substring(BurnRule.CALLS.length());
        // A call that does not say who made it is counted under the system that was called.
        if (!NamePattern.matchesAny(flow.callers(), caller) && !flow.systems().contains(caller)) {
            strangers.add(condition(
                    caller,
                    now,
                    calls,
                    caller + " made " + calls + " calls of " + flow.id() + " in the last " + SPAN.toMinutes()
                            + " min, and its entry in the catalogue names no such caller."
                            + " ./tillwatch flows discover drafts the line."));
        }
    }

    private static Condition condition(String subject, Instant now, long records, String summary) {
        return new Condition(
                IncidentKind.CONTRACT_DRIFT,
                subject,
                now,
                SCORE,
                summary,
                (double) records,
                0.0,
                null,
                0,
                List.of(subject),
                Map.of("records", Long.toString(records)));
    }
}
