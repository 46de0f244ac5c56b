package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.PeriodAttainment.Period;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.health.FlowMemory.Firing;
import io.tillwatch.trend.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says how a flow is and what is to be told of it. Pure, thread-safe. */
final class FlowJudge {
    private static final Duration HEALTH_SPAN = Duration.ofMinutes(10);
    /** A condition must stay away this long before it is told as over. */
    private static final Duration HYSTERESIS = Duration.ofMinutes(10);

    private static final int SECONDS_OF_A_MINUTE = 60;

    private FlowJudge() {}

    /** A judgement: what to remember, what to tell. */
    record Judgement(FlowMemory memory, FlowHealth health, List<Signal> signals) {}

    /** As long as nothing was learned of what is usual. */
    static Judgement judge(FlowMemory memory, @Nullable Flow flow, Instant now) {
        return judge(memory, flow, Paces.NONE, now);
    }

    /**
     * Judges a flow.
     *
     * @param flow its catalogue entry; null for a flow that stands in none
     */
    static Judgement judge(FlowMemory memory, @Nullable Flow flow, Paces paces, Instant now) {
        List<Condition> conditions = FlowConditions.of(memory, flow, paces, now);
        Map<String, Firing> firing = new TreeMap<>(memory.firing());
        List<Signal> signals = new ArrayList<>();
        for (Condition condition : conditions) {
            Firing before = firing.get(condition.key());
            Instant since = before == null ? condition.since() : before.since();
            firing.put(
                    condition.key(),
                    new Firing(
                            since,
                            now,
                            new Firing.Signal(condition.kind().name(), condition.subject(), condition.summary())));
            if (before == null || minute(before.lastSeen()) != minute(now)) {
                signals.add(signal(memory.flow(), condition, since, now));
            }
        }
        firing.entrySet().removeIf(entry -> {
            Firing one = entry.getValue();
            boolean over = one.lastSeen().plus(HYSTERESIS).isBefore(now);
            if (over) {
                signals.add(recovered(memory.flow(), one, now));
            }
            return over;
        });
        return new Judgement(memory.withFiring(firing), health(memory, flow, paces, conditions, now), signals);
    }

    private static FlowHealth health(
            FlowMemory memory, @Nullable Flow flow, Paces paces, List<Condition> conditions, Instant now) {
        FlowSpan last = memory.last(HEALTH_SPAN, now);
        Map<String, Tally> tallies = last.tallies();
        long events = last.events();
        long[] accounts = memory.lastAccounts(HEALTH_SPAN, now);
        long backlog =
                memory.nodes().values().stream().mapToLong(NodeReport::backlog).sum();
        long headOfLine = memory.nodes().values().stream()
                .filter(node -> node.backlog() > 0 || !node.online())
                .map(node -> node.oldest() == null ? node.since() : node.oldest())
                .mapToLong(oldest -> (long) Math.max(0, Span.millis(oldest, now)))
                .max()
                .orElse(0);
        long bad = tallies.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(FlowSample.QUARANTINE)
                        && !entry.getKey().equals(FlowSample.CONFLICT)
                        && !entry.getKey().startsWith(BurnRule.OBJECTIVE))
                .mapToLong(entry -> entry.getValue().bad())
                .sum();
        // A call is tallied twice: whether it was throttled, and if it was not, whether it failed.
        long good = tallies.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(BurnRule.OBJECTIVE))
                .mapToLong(entry -> entry.getKey().startsWith(BurnRule.CALLS)
                        ? -entry.getValue().bad()
                        : entry.getValue().good())
                .sum();
        long refused = tallies.getOrDefault(FlowSample.QUARANTINE, Tally.NONE).bad();
        Condition deciding = deciding(conditions);
        RateProfile usual = paces.of(memory.flow(), Paces.WHOLE);
        boolean known = usual != null && Quiet.learned(usual, now.minus(HEALTH_SPAN), now);
        List<PeriodAttainment> attained = SloBook.first(memory, flow, now);
        String kept = Fallback.inWords(memory, flow, now);
        FlowStatus status = status(deciding, kept, events == 0 && tallies.isEmpty() && !known);
        return new FlowHealth(
                memory.flow(),
                now,
                status,
                reason(status, deciding, kept, flow),
                headOfLine,
                last.lag(FlowSample.OFFLINE),
                last.lag(FlowSample.TRANSPORT),
                last.lag(FlowSample.OURS),
                backlog,
                (double) events / HEALTH_SPAN.toMinutes(),
                usual == null || !known
                        ? null
                        : (Double) (usual.expectedRecords(now.minus(HEALTH_SPAN), now) / HEALTH_SPAN.toMinutes()),
                share(accounts[1], accounts[0]),
                share(refused, events + refused),
                share(bad, good + bad),
                LevelForecast.of(memory.nodes().values(), usual, now),
                conditions.stream().map(Condition::subject).distinct().toList(),
                SloBook.share(attained, Period.DAY),
                SloBook.share(attained, Period.WEEK),
                SloBook.share(attained, Period.MONTH),
                SloBook.budgetLeft(attained));
    }

    /** The condition that makes the status; null when none holds. */
    private static @Nullable Condition deciding(List<Condition> conditions) {
        return conditions.stream().min(Comparator.comparingInt(FlowJudge::rank)).orElse(null);
    }

    private static int rank(Condition condition) {
        return switch (condition.kind()) {
            case FLOW_LATE, FLOW_STALLED -> 0;
            case SOURCE_SILENT -> 1;
            case SOURCE_OFFLINE, API_THROTTLED -> 2;
            case CREDENTIAL_EXPIRY, CONTRACT_DRIFT -> 4;
            default -> 3;
        };
    }

    /** @param kept what waits by design; null when nothing does */
    private static FlowStatus status(@Nullable Condition deciding, @Nullable String kept, boolean nothingKnown) {
        if (deciding == null || of(deciding) == FlowStatus.OK) {
            if (kept != null) {
                return FlowStatus.DEGRADED_AS_DESIGNED;
            }
            return deciding == null && nothingKnown ? FlowStatus.UNKNOWN : FlowStatus.OK;
        }
        return of(deciding);
    }

    private static FlowStatus of(Condition deciding) {
        return switch (deciding.kind()) {
            case SOURCE_SILENT -> FlowStatus.SILENT;
            case FLOW_STALLED -> FlowStatus.STALLED;
            case CREDENTIAL_EXPIRY, CONTRACT_DRIFT -> FlowStatus.OK;
            case SOURCE_OFFLINE, API_THROTTLED -> FlowStatus.DEGRADED_AS_DESIGNED;
            default -> FlowStatus.SLOW;
        };
    }

    private static String reason(
            FlowStatus status, @Nullable Condition deciding, @Nullable String kept, @Nullable Flow flow) {
        String fallback = flow == null ? "" : " Fallback: " + flow.fallback() + ".";
        if (status == FlowStatus.DEGRADED_AS_DESIGNED) {
            boolean told = deciding != null && of(deciding) == status;
            return (told && deciding != null ? deciding.summary() : kept) + fallback;
        }
        if (deciding == null) {
            return status == FlowStatus.UNKNOWN ? "Nothing was seen in the last 10 min." : "Within its objectives.";
        }
        return deciding.summary();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The id carries the minute: told again a minute later it is another observation of the same condition. */
    private static Signal signal(String flow, Condition condition, Instant since, Instant now) {
        return new Signal(
                condition.kind() + ":" + flow + ":" + condition.subject() + ":" + since.toEpochMilli() + ":"
                        + minute(now),
                condition.kind(),
                Signal.DEFAULT_SCOPE,
                condition.subject(),
                flow,
                "health/" + condition.kind(),
                Signal.State.FIRING,
                since,
                now,
                now,
                condition.score(),
                condition.summary(),
                condition.actual(),
                condition.expected(),
                condition.money(),
                condition.customers(),
                condition.entities(),
                new HashMap<>(condition.evidence()),
                null,
                null);
    }

    private static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_A_MINUTE);
    }

    private static Signal recovered(String flow, Firing over, Instant now) {
        IncidentKind kind = IncidentKind.valueOf(over.last().kind());
        return new Signal(
                kind + ":" + flow + ":" + over.last().subject() + ":"
                        + over.since().toEpochMilli() + ":over",
                kind,
                Signal.DEFAULT_SCOPE,
                over.last().subject(),
                flow,
                "health/" + kind,
                Signal.State.RECOVERED,
                over.since(),
                now,
                now,
                0,
                "Over: " + over.last().summary(),
                null,
                null,
                null,
                0,
                List.of(over.last().subject()),
                Map.of(),
                null,
                null);
    }
}
