package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a flow's calls use up its error budget so fast that somebody must look: a pace of {@code factor} over a long span
 * and a short one, so that it is neither a blip nor long over. Both spans need a number of failures as well: below 70
 * calls an hour a single one would burn 99.9 % at more than 14 times the pace, and must not page. Pure, thread-safe.
 *
 * @param factor how many times faster than the budget allows
 * @param leastBad fewest failures in the long span
 * @param leastRecent fewest failures in the short span
 */
record BurnRule(Duration longSpan, Duration shortSpan, double factor, long leastBad, long leastRecent, double score) {
    /** Prefix of the tallies of calls; behind it stands who calls. */
    static final String CALLS = "call:";

    /** Prefix of the tallies of what kept an objective; behind it stands the objective's name. */
    static final String OBJECTIVE = "slo:";

    private static final long LEAST_EVENTS = 20;

    static final List<BurnRule> ALL = List.of(
            new BurnRule(Duration.ofHours(1), Duration.ofMinutes(5), 14.4, 6, 3, 0.9),
            new BurnRule(Duration.ofHours(6), Duration.ofMinutes(30), 6, 12, 4, 0.6));

    static List<Condition> of(FlowMemory memory, Flow flow, Instant now) {
        List<Condition> burning = new ArrayList<>();
        if (flow.slos().isEmpty()) {
            return burning;
        }
        Set<String> names = new TreeSet<>();
        memory.outcomes().values().forEach(outcomes -> names.addAll(outcomes.keySet()));
        for (String name : names) {
            Slo slo = slo(flow, name);
            ALL.stream()
                    .filter(rule -> slo != null && rule.holds(memory, name, slo, now))
                    .findFirst()
                    .ifPresent(
                            rule -> burning.add(rule.condition(memory, name, flow, Objects.requireNonNull(slo), now)));
        }
        return burning;
    }

    /** Calls count against the flow's first objective. */
    private static @Nullable Slo slo(Flow flow, String name) {
        return name.startsWith(CALLS)
                ? flow.slos().get(0)
                : flow.slos().stream()
                        .filter(slo -> name.equals(OBJECTIVE + slo.name()))
                        .findFirst()
                        .orElse(null);
    }

    private boolean holds(FlowMemory memory, String name, Slo slo, Instant now) {
        long[] all = memory.lastOutcomes(name, longSpan, now);
        long[] recent = memory.lastOutcomes(name, shortSpan, now);
        return all[0] + all[1] >= LEAST_EVENTS
                && all[1] >= leastBad
                && recent[1] >= leastRecent
                && pace(all, slo) >= factor
                && pace(recent, slo) >= factor;
    }

    /** @param outcomes good and bad */
    private static double pace(long[] outcomes, Slo slo) {
        long events = outcomes[0] + outcomes[1];
        return events == 0 ? 0 : (double) outcomes[1] / events / (1 - slo.target());
    }

    /** The first failure of the trouble, and not one by chance some time before. */
    private @Nullable Instant firstBad(FlowMemory memory, String name, Slo slo, Instant now) {
        long[] recent = memory.lastOutcomes(name, shortSpan, now);
        double share = (double) recent[1] / Math.max(1, recent[0] + recent[1]);
        Instant onset = Onset.of(memory.steps(name, longSpan, now), Math.max(1e-6, 1 - slo.target()), share);
        Duration span = onset == null ? longSpan : Duration.between(onset, now);
        return memory.last(span, now).tally(name).firstBad();
    }

    private Condition condition(FlowMemory memory, String name, Flow flow, Slo slo, Instant now) {
        boolean calls = name.startsWith(CALLS);
        String subject = calls ? name.substring(CALLS.length()) : flow.id();
        long[] all = memory.lastOutcomes(name, longSpan, now);
        Tally tally = memory.last(longSpan, now).tally(name);
        Map<String, String> evidence = new TreeMap<>();
        evidence.put("bad", Long.toString(all[1]));
        evidence.put("good", Long.toString(all[0]));
        evidence.put("burn", String.format(Locale.ROOT, "%.0f", pace(all, slo)));
        evidence.put("objective", slo.name());
        if (!tally.topCode().isEmpty()) {
            evidence.put("code", tally.topCode());
        }
        Instant first = firstBad(memory, name, slo, now);
        return new Condition(
                IncidentKind.SLO_BURN,
                subject,
                first == null ? now : first,
                score,
                String.format(
                        Locale.ROOT,
                        "%d of %d %s in the last %d min: %.0f times what the %.1f %% objective of %s allows.",
                        all[1],
                        all[0] + all[1],
                        calls
                                ? "calls of " + subject + " failed"
                                : "were not " + slo.name() + " within " + words(slo.within()),
                        longSpan.toMinutes(),
                        pace(all, slo),
                        100 * slo.target(),
                        flow.id()),
                pace(all, slo),
                factor,
                null,
                0,
                calls ? List.of(subject, flow.id()) : List.of(subject),
                evidence);
    }

    private static String words(Duration span) {
        return span.toMinutes() >= 1 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
