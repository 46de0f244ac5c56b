package io.tillwatch.health;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.Slo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is remembered of a flow: its last hour by minute, the last word on its nodes, its accounts, and which
 * conditions hold. Immutable, so that it is stored as it stands.
 *
 * @param minutes by minute, oldest first
 * @param nodes last words
 * @param accounts cumulative {input, duplicates} by account
 * @param accountMinutes {input, duplicates} that came in each minute, by the component that counted: each of several
 *     readers of a flow counts the same records again
 * @param pulses signs of life by source
 * @param heard fresh events by lane: the partition in which they came
 * @param firing conditions that hold, by rule and subject
 * @param outcomes good and bad calls of the last hours by caller, in steps of {@link #STEP}
 * @param expiries last words on certificates and keys
 * @param causes what the calendar says, by entry
 * @param attained what became of each objective, by its name
 */
record FlowMemory(
        String flow,
        Map<Instant, FlowSample> minutes,
        Map<String, NodeReport> nodes,
        Map<String, long[]> accounts,
        Map<Instant, Map<String, long[]>> accountMinutes,
        Map<String, Pulse> pulses,
        Map<Integer, Long> heard,
        Map<String, Firing> firing,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<Instant, Map<String, long[]>> outcomes,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Expiry> expiries,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, KnownCause> causes,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Attained> attained) {
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration STEP = Duration.ofMinutes(5);
    /** The longest span over which a budget is looked at. */
    private static final Duration OUTCOMES_KEPT = Duration.ofHours(6);
    /** Beyond this the past is halved: some weeks of a chain of shops. */
    private static final long REMEMBERED = 200_000;
    /** More sources than a chain has shops: a damaged header must not make one for each record. */
    private static final int MOST_SOURCES = 5_000;

    FlowMemory {
        outcomes = outcomes == null ? Map.of() : outcomes;
        expiries = expiries == null ? Map.of() : expiries;
        causes = causes == null ? Map.of() : causes;
        attained = attained == null ? Map.of() : attained;
    }

    /** A condition that holds, since when, and when it was last seen to. */
    record Firing(Instant since, Instant lastSeen, Signal last) {
        /** What the recovery is told with. */
        record Signal(String kind, String subject, String summary) {}
    }

    static FlowMemory none(String flow) {
        return new FlowMemory(
                flow, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Map.of(), Map.of());
    }

    FlowMemory plus(FlowSample sample) {
        TreeMap<Instant, FlowSample> byMinute = new TreeMap<>(minutes);
        FlowSample plain = FlowSample.none(flow, sample.minute()).plus(sample);
        byMinute.merge(sample.minute(), plain, FlowSample::plus);
        Map<String, NodeReport> allNodes = new TreeMap<>(nodes);
        sample.nodes().forEach((name, report) -> allNodes.merge(name, report, NodeReport::then));
        Map<String, long[]> allAccounts = new TreeMap<>(accounts);
        TreeMap<Instant, Map<String, long[]>> byAccountMinute = new TreeMap<>(accountMinutes);
        sample.accounts().forEach((key, now) -> {
            long[] before = allAccounts.getOrDefault(key, new long[] {0, 0});
            allAccounts.put(key, now);
            long[] change = {Math.max(0, now[0] - before[0]), Math.max(0, now[1] - before[1])};
            byAccountMinute.merge(sample.minute(), Map.of(component(key), change), FlowMemory::sum);
        });
        FlowMemory counted = new FlowMemory(
                flow,
                kept(byMinute, sample.minute()),
                allNodes,
                allAccounts,
                kept(byAccountMinute, sample.minute()),
                pulses,
                heard,
                firing,
                withOutcomes(sample),
                withExpiries(sample),
                KnownCause.joined(causes, sample.causes(), sample.minute()),
                attained);
        return sample.pulses().isEmpty() ? counted : counted.hearing(sample.pulses());
    }

    private Map<Instant, Map<String, long[]>> withOutcomes(FlowSample sample) {
        Map<String, long[]> calls = new TreeMap<>();
        sample.tallies().forEach((name, tally) -> {
            if (name.startsWith(BurnRule.CALLS) || name.startsWith(BurnRule.OBJECTIVE)) {
                calls.put(name, new long[] {tally.good(), tally.bad()});
            }
        });
        if (calls.isEmpty()) {
            return outcomes;
        }
        TreeMap<Instant, Map<String, long[]>> all = new TreeMap<>(outcomes);
        all.merge(step(sample.minute()), calls, FlowMemory::sum);
        return new TreeMap<>(all.tailMap(sample.minute().minus(OUTCOMES_KEPT), true));
    }

    /** Books what a sample says of the objectives of its flow. */
    FlowMemory attaining(FlowSample sample, Flow flow) {
        Map<String, Attained> all = new TreeMap<>(attained);
        LocalDate day = Attained.day(sample.minute(), flow.zone());
        boolean first = true;
        for (Slo slo : flow.slos()) {
            Tally facts = sample.tallies().get(BurnRule.OBJECTIVE + slo.name());
            long good = facts == null ? 0 : facts.good();
            long bad = facts == null ? 0 : facts.bad();
            if (first && !FlowMeter.MEASURED.contains(slo.name())) {
                good += sample.inTime();
                bad += sample.events() - sample.inTime();
            }
            first = false;
            if (good + bad > 0) {
                all.put(
                        slo.name(),
                        all.getOrDefault(slo.name(), Attained.NOTHING).plus(day, good, bad));
            }
        }
        return new FlowMemory(
                this.flow,
                minutes,
                nodes,
                accounts,
                accountMinutes,
                pulses,
                heard,
                firing,
                outcomes,
                expiries,
                causes,
                all);
    }

    private static Instant step(Instant moment) {
        long seconds = STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    private Map<String, Expiry> withExpiries(FlowSample sample) {
        if (sample.expiries().isEmpty()) {
            return expiries;
        }
        Map<String, Expiry> all = new TreeMap<>(expiries);
        sample.expiries().forEach((target, expiry) -> all.merge(target, expiry, Expiry::then));
        return all;
    }

    /** {good, bad} of a caller in a span that ends now, to the step. */
    long[] lastOutcomes(String name, Duration span, Instant now) {
        long[] sum = {0, 0};
        steps(name, span, now).values().forEach(counts -> {
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
        return sum;
    }

    /** The same by step, oldest first. */
    SortedMap<Instant, long[]> steps(String name, Duration span, Instant now) {
        SortedMap<Instant, long[]> steps = new TreeMap<>();
        outcomes.forEach((at, calls) -> {
            if (at.plus(STEP).isAfter(now.minus(span)) && calls.containsKey(name)) {
                steps.put(at, calls.get(name));
            }
        });
        return steps;
    }

    /** Whoever spoke now starts waiting anew. */
    private FlowMemory hearing(Map<String, Pulse> spoke) {
        Map<Integer, Long> lanes = new TreeMap<>(heard);
        spoke.values().forEach(pulse -> lanes.merge(pulse.lane(), pulse.fresh(), Long::sum));
        Map<String, Pulse> all = new TreeMap<>(pulses);
        spoke.forEach((source, pulse) -> all.merge(source, pulse, Pulse::plus));
        spoke.keySet()
                .forEach(source -> all.computeIfPresent(
                        source, (key, pulse) -> pulse.markedAt(lanes.getOrDefault(pulse.lane(), 0L))));
        if (lanes.values().stream().mapToLong(Long::longValue).sum() > REMEMBERED) {
            all.replaceAll((source, pulse) -> pulse.halved());
            lanes.replaceAll((lane, events) -> events / 2);
        }
        return new FlowMemory(
                flow,
                minutes,
                nodes,
                accounts,
                accountMinutes,
                bounded(all),
                lanes,
                firing,
                outcomes,
                expiries,
                causes,
                attained);
    }

    /** Without those that were heard longest ago, when there are too many. */
    private static Map<String, Pulse> bounded(Map<String, Pulse> all) {
        if (all.size() > MOST_SOURCES) {
            all.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getValue().last()))
                    .limit(all.size() - MOST_SOURCES)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(all::remove);
        }
        return all;
    }

    /** Fresh events of all sources in a lane. */
    long heard(int lane) {
        return heard.getOrDefault(lane, 0L);
    }

    private static String component(String account) {
        return account.substring(0, Math.max(0, account.indexOf('|')));
    }

    private static Map<String, long[]> sum(Map<String, long[]> one, Map<String, long[]> other) {
        Map<String, long[]> sum = new TreeMap<>(one);
        other.forEach((component, counts) ->
                sum.merge(component, counts, (left, right) -> new long[] {left[0] + right[0], left[1] + right[1]}));
        return sum;
    }

    FlowMemory withFiring(Map<String, Firing> conditions) {
        return new FlowMemory(
                flow,
                minutes,
                nodes,
                accounts,
                accountMinutes,
                pulses,
                heard,
                conditions,
                outcomes,
                expiries,
                causes,
                attained);
    }

    /** The last span up to now. */
    FlowSpan last(Duration span, Instant now) {
        Instant from = now.minus(span);
        return new FlowSpan(minutes.entrySet().stream()
                .filter(entry -> !entry.getKey().isBefore(from))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** {input, duplicates} of the last span, as the component counted that found most duplicates. */
    long[] lastAccounts(Duration span, Instant now) {
        Map<String, long[]> sum = new TreeMap<>();
        for (Map.Entry<Instant, Map<String, long[]>> entry : accountMinutes.entrySet()) {
            if (!entry.getKey().isBefore(now.minus(span))) {
                sum = sum(sum, entry.getValue());
            }
        }
        return sum.values().stream()
                .max(Comparator.comparingLong((long[] counts) -> counts[1]).thenComparingLong(counts -> counts[0]))
                .orElse(new long[] {0, 0});
    }

    private static <V> Map<Instant, V> kept(TreeMap<Instant, V> all, Instant now) {
        return new TreeMap<>(all.tailMap(now.minus(KEPT), true));
    }
}
