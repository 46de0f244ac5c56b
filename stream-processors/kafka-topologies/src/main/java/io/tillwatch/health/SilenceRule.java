package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.trend.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When nothing comes from where something is expected: lag 0 with a dead producer. A flow as a whole and each of its
 * sources are held against what is usual in these hours of their local week, once that was learned; until then a source
 * is held against others of its flow. What is known to be quiet, because the calendar, a closed session or a link that is
 * down says so, is not silent. Pure, thread-safe.
 */
final class SilenceRule {
    /** e^-12 is 6 in a million: with 14,000 gaps between events a day, a false alarm in eleven days. */
    static final double LEAST_EXPECTED = 12;

    static final Duration LEAST_SILENCE = Duration.ofMinutes(10);
    private static final long LEAST_OWN_HISTORY = 20;
    /** More than this part of the sources at once is no fault of each of them: they close, or the flow is in trouble. */
    private static final double MOST_AT_ONCE = 0.2;

    private final FlowMemory memory;
    private final Paces paces;
    private final Quiet quiet;
    private final PeerRule peers;
    private final Instant now;

    private SilenceRule(FlowMemory memory, @Nullable Flow flow, Paces paces, Instant now) {
        this.memory = memory;
        this.paces = paces;
        this.quiet = new Quiet(memory, flow, now);
        this.peers = new PeerRule(memory, now);
        this.now = now;
    }

    /** @param flow its catalogue entry; null for a flow that stands in none */
    static List<Condition> of(FlowMemory memory, @Nullable Flow flow, Paces paces, Instant now) {
        return new SilenceRule(memory, flow, paces, now).judge();
    }

    private List<Condition> judge() {
        Condition whole = whole();
        if (whole != null) {
            return List.of(whole);
        }
        List<Condition> alike = new ArrayList<>();
        List<Condition> alone = new ArrayList<>();
        memory.pulses().forEach((source, pulse) -> {
            Condition silent = source(source, pulse);
            if (silent != null) {
                (pulse.lane() == Pulse.ALONE ? alone : alike).add(silent);
            }
        });
        List<Condition> silent = new ArrayList<>();
        if (alike.size() <= Math.max(1, memory.pulses().size() * MOST_AT_ONCE)) {
            silent.addAll(alike);
        }
        // Sources that are unlike each other are links of a chain: when one stops, those behind it have nothing to say.
        alone.stream().min(Comparator.comparing(Condition::since)).ifPresent(silent::add);
        return silent;
    }

    private @Nullable Condition whole() {
        RateProfile usual = paces.of(memory.flow(), Paces.WHOLE);
        Instant last = usual == null ? null : usual.last();
        if (usual == null || last == null || quiet.everyNodeIsAway()) {
            return null;
        }
        Instant since = quiet.unexplainedSince(last);
        if (!surprising(usual, since)) {
            return null;
        }
        double expected = usual.expected(since, now);
        return condition(
                memory.flow(),
                last,
                expected,
                String.format(
                        Locale.ROOT,
                        "Nothing of %s came for %d min; %.0f events were to be expected at this time of the week.",
                        memory.flow(),
                        Duration.between(last, now).toMinutes(),
                        expected),
                "usual pace");
    }

    private @Nullable Condition source(String source, Pulse pulse) {
        Duration away = Duration.between(pulse.last(), now);
        if (away.compareTo(LEAST_SILENCE) < 0 || pulse.fresh() < LEAST_OWN_HISTORY || quiet.isAway(source, pulse)) {
            return null;
        }
        RateProfile usual = paces.of(memory.flow(), source);
        Instant since = quiet.unexplainedSince(source, pulse, usual);
        if (usual != null && Quiet.learned(usual, since, now)) {
            boolean others = pulse.lane() == Pulse.ALONE || peers.confirm(pulse, since);
            return others && surprising(usual, since)
                    ? silent(source, pulse, usual.expected(since, now), "at this time of the week", "usual pace")
                    : null;
        }
        if (pulse.lane() == Pulse.ALONE || pulse.closed() || !peers.contradict(pulse, since)) {
            return null;
        }
        return silent(source, pulse, peers.expected(pulse, since), "from what the others said", "others of the flow");
    }

    private boolean surprising(RateProfile usual, Instant since) {
        return Duration.between(since, now).compareTo(LEAST_SILENCE) >= 0
                && Quiet.learned(usual, since, now)
                && usual.chanceOfNothing(since, now) < Math.exp(-LEAST_EXPECTED);
    }

    private Condition silent(String source, Pulse pulse, double expected, String from, String law) {
        return condition(
                source,
                pulse.last(),
                expected,
                String.format(
                        Locale.ROOT,
                        "%s said nothing for %d min, while its link is up; %.0f events were to be expected %s.",
                        source,
                        Duration.between(pulse.last(), now).toMinutes(),
                        expected,
                        from),
                law);
    }

    private Condition condition(String subject, Instant last, double expected, String summary, String law) {
        Map<String, String> evidence = new TreeMap<>();
        evidence.put("silentMinutes", Long.toString(Duration.between(last, now).toMinutes()));
        evidence.put("judgedBy", law);
        return new Condition(
                IncidentKind.SOURCE_SILENT,
                subject,
                last,
                0.7,
                summary,
                0.0,
                expected,
                null,
                0,
                List.of(subject),
                evidence);
    }
}
