package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.LagQuantiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which conditions hold for a flow, by fixed rules. Pure, thread-safe. */
final class FlowConditions {
    private static final Duration DUPLICATE_SPAN = Duration.ofMinutes(15);
    private static final long LEAST_DUPLICATES = 20;
    private static final double LEAST_DUPLICATE_SHARE = 0.10;
    private static final Duration QUARANTINE_SPAN = Duration.ofMinutes(15);
    private static final long LEAST_QUARANTINED = 10;
    private static final Set<IncidentKind> FAILING =
            EnumSet.of(IncidentKind.WEBHOOK_FAILING, IncidentKind.PAYMENT_FAILING, IncidentKind.REFUND_FAILING);
    /** So many origins of trouble are named. */
    private static final int NAMED = 5;

    private static final Duration LATE_SPAN = Duration.ofMinutes(15);
    private static final long LEAST_LATE_EVENTS = 50;
    private static final int LATE_FACTOR = 10;
    private static final Duration LEAST_LATENESS = Duration.ofMinutes(20);
    private static final Duration AFTER_OUTAGE = Duration.ofHours(1);

    private FlowConditions() {}

    /**
     * All that hold now.
     *
     * @param flow its catalogue entry; null for a flow that stands in none
     */
    static List<Condition> of(FlowMemory memory, @Nullable Flow flow, Paces paces, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        shares(memory, now, conditions);
        offline(memory, now, conditions);
        conditions.addAll(SilenceRule.of(memory, flow, paces, now));
        duplicates(memory, now, conditions);
        quarantine(memory, now, conditions);
        conditions.addAll(ExpiryRule.of(memory, now));
        conditions.addAll(StrangerRule.of(memory, flow, now));
        boolean throttled = conditions.stream().anyMatch(one -> one.kind() == IncidentKind.API_THROTTLED);
        if (!throttled) {
            // A queue whose head waits because the other side refuses is told as that.
            conditions.addAll(StallRule.of(memory, now));
        }
        if (flow != null) {
            // An objective that is missed because deliveries, payments or refunds fail is told as that.
            boolean failing = conditions.stream().anyMatch(one -> FAILING.contains(one.kind()));
            for (Condition burning : BurnRule.of(memory, flow, now)) {
                if (!failing || !burning.subject().equals(flow.id())) {
                    conditions.add(burning);
                }
            }
            lateness(memory, flow, now, conditions);
        }
        return conditions;
    }

    private static void shares(FlowMemory memory, Instant now, List<Condition> conditions) {
        for (ShareRule rule : ShareRule.ALL) {
            memory.last(rule.span(), now).tallies().forEach((name, tally) -> {
                if (name.startsWith(rule.tally()) && rule.holds(tally)) {
                    conditions.add(share(rule, name.substring(rule.tally().length()), tally, memory, now));
                }
            });
        }
    }

    private static Condition share(ShareRule rule, String subject, Tally tally, FlowMemory memory, Instant now) {
        Map<String, String> evidence = new TreeMap<>();
        evidence.put("bad", Long.toString(tally.bad()));
        evidence.put("good", Long.toString(tally.good()));
        evidence.put("code", tally.topCode());
        String queues = "";
        if (rule.kind() == IncidentKind.API_THROTTLED) {
            long waiting = queues(memory).values().stream()
                    .mapToLong(NodeReport::backlog)
                    .sum();
            evidence.put("waiting", Long.toString(waiting));
            queues = ", " + waiting + " items wait";
        }
        String summary = String.format(
                Locale.ROOT,
                "%d of %d %s at %s in the last %d min (%.0f %%), most with code %s%s.",
                tally.bad(),
                tally.good() + tally.bad(),
                rule.what(),
                subject,
                rule.span().toMinutes(),
                100 * tally.badShare(),
                tally.topCode(),
                queues);
        List<String> entities = new ArrayList<>(List.of(subject));
        tally.customers().keySet().stream().limit(20).forEach(entities::add);
        return new Condition(
                rule.kind(),
                subject,
                since(tally, now),
                rule.score(),
                summary,
                tally.badShare(),
                rule.leastShare(),
                tally.money(),
                tally.customers().size(),
                entities,
                evidence);
    }

    private static void offline(FlowMemory memory, Instant now, List<Condition> conditions) {
        memory.nodes().forEach((name, report) -> {
            if (name.startsWith("node:") && !report.online()) {
                String node = name.substring("node:".length());
                Duration away = Duration.between(report.since(), now);
                conditions.add(new Condition(
                        IncidentKind.SOURCE_OFFLINE,
                        node,
                        report.since(),
                        0.5,
                        node + " is offline for " + Math.max(0, away.toMinutes()) + " min; " + report.backlog()
                                + " events are known to wait there.",
                        (double) away.toMinutes(),
                        0.0,
                        null,
                        0,
                        List.of(node),
                        Map.of("backlog", Long.toString(report.backlog()))));
            }
        });
    }

    private static void duplicates(FlowMemory memory, Instant now, List<Condition> conditions) {
        long[] counts = memory.lastAccounts(DUPLICATE_SPAN, now);
        double share = counts[0] == 0 ? 0 : (double) counts[1] / counts[0];
        if (counts[1] >= LEAST_DUPLICATES && share >= LEAST_DUPLICATE_SHARE) {
            Tally conflicts = memory.last(DUPLICATE_SPAN, now).tally(FlowSample.CONFLICT);
            List<String> changed = conflicts.topOrigins(NAMED);
            String summary = String.format(
                    Locale.ROOT,
                    "%d of %d records of %s in the last %d min were duplicates (%.0f %%); none had an effect.",
                    counts[1],
                    counts[0],
                    memory.flow(),
                    DUPLICATE_SPAN.toMinutes(),
                    100 * share);
            conditions.add(new Condition(
                    IncidentKind.DUPLICATE_STORM,
                    memory.flow(),
                    now,
                    0.3,
                    changed.isEmpty()
                            ? summary
                            : summary + " " + conflicts.bad() + " came again with other content and were quarantined: "
                                    + String.join(", ", changed) + ".",
                    share,
                    LEAST_DUPLICATE_SHARE,
                    null,
                    0,
                    with(memory.flow(), changed),
                    Map.of(
                            "duplicates",
                            Long.toString(counts[1]),
                            "input",
                            Long.toString(counts[0]),
                            "conflicts",
                            Long.toString(conflicts.bad()))));
        }
    }

    private static void quarantine(FlowMemory memory, Instant now, List<Condition> conditions) {
        Tally refused = memory.last(QUARANTINE_SPAN, now).tally(FlowSample.QUARANTINE);
        if (refused.bad() >= LEAST_QUARANTINED) {
            Map<String, String> evidence = new TreeMap<>();
            refused.codes().forEach((reason, count) -> evidence.put(reason, Long.toString(count)));
            List<String> sources = refused.topOrigins(NAMED);
            conditions.add(new Condition(
                    IncidentKind.QUARANTINE_SPIKE,
                    memory.flow(),
                    since(refused, now),
                    0.6,
                    refused.bad() + " records of " + memory.flow() + " were quarantined in the last "
                            + QUARANTINE_SPAN.toMinutes() + " min, most for " + refused.topCode()
                            + (sources.isEmpty() ? "." : ", most from " + sources.get(0) + "."),
                    (double) refused.bad(),
                    (double) LEAST_QUARANTINED,
                    null,
                    0,
                    with(memory.flow(), sources),
                    evidence));
        }
    }

    private static List<String> with(String flow, List<String> named) {
        List<String> entities = new ArrayList<>(List.of(flow));
        entities.addAll(named);
        return entities;
    }

    /** A deferred upload is late by design: while a source is away, and for a while after, nobody is told. */
    private static void lateness(FlowMemory memory, Flow flow, Instant now, List<Condition> conditions) {
        boolean outage = memory.nodes().values().stream()
                .anyMatch(node ->
                        !node.online() || (node.since().isAfter(now.minus(AFTER_OUTAGE)) && node.backlog() > 0));
        if (flow.slos().isEmpty() || outage) {
            return;
        }
        FlowSpan last = memory.last(LATE_SPAN, now);
        if (last.events() < LEAST_LATE_EVENTS) {
            return;
        }
        LagQuantiles transport = last.lag(FlowSample.TRANSPORT);
        Duration objective = flow.slos().get(0).within();
        Duration bound = objective.multipliedBy(LATE_FACTOR).compareTo(LEAST_LATENESS) > 0
                ? objective.multipliedBy(LATE_FACTOR)
                : LEAST_LATENESS;
        if (transport.p50Millis() > bound.toMillis()) {
            conditions.add(new Condition(
                    IncidentKind.FLOW_LATE,
                    flow.id(),
                    now,
                    0.7,
                    String.format(
                            Locale.ROOT,
                            "Half of %s takes longer than %.0f min from source to log; the objective is %d s.",
                            flow.id(),
                            transport.p50Millis() / 60_000,
                            objective.toSeconds()),
                    transport.p50Millis() / 1000,
                    (double) objective.toSeconds(),
                    null,
                    0,
                    List.of(flow.id()),
                    Map.of()));
        }
    }

    static Map<String, NodeReport> queues(FlowMemory memory) {
        return named(memory, "queue:");
    }

    static Map<String, NodeReport> nodes(FlowMemory memory) {
        return named(memory, "node:");
    }

    private static Map<String, NodeReport> named(FlowMemory memory, String prefix) {
        Map<String, NodeReport> named = new TreeMap<>();
        memory.nodes().forEach((name, report) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), report);
            }
        });
        return named;
    }

    private static Instant since(Tally tally, Instant now) {
        Instant first = tally.firstBad();
        return first == null ? now : first;
    }
}
