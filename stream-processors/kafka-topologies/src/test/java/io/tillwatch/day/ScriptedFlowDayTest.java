package io.tillwatch.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.health.HealthWatch;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.lag.LagWatch;
import io.tillwatch.orders.OrderWatch;
import io.tillwatch.simulator.Emission;
import io.tillwatch.simulator.Scenario;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day on which much is late by design and some of it dead, after two ordinary weeks: a shop is offline for four hours
 * and uploads, a marketplace keeps its orders, Odoo throttles, one order to collect in 33 is forgotten, a promotion sells
 * six times as much, the night before was an hour short, a shop's tills are dead while its link is up, and the payment
 * provider's producer is dead while its consumers stand at lag 0. The world is the simulator's; what watches it is the code that runs in the
 * topologies. Each status must be seen at its time and no other at all.
 */
class ScriptedFlowDayTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** Clocks go from one to two. */
    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);

    private static final Instant MIDNIGHT = DAY.atStartOfDay(LONDON).toInstant();
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Set<FlowStatus> PLAIN = EnumSet.of(FlowStatus.OK, FlowStatus.UNKNOWN);
    private static final Set<IncidentKind> SEEN_BY_STATUS =
            EnumSet.of(IncidentKind.SOURCE_OFFLINE, IncidentKind.SOURCE_SILENT, IncidentKind.API_THROTTLED);
    private static final double SCALE = 0.5;

    private static final List<Expected> EXPECTED = List.of(
            new Expected(
                    "odoo-import",
                    "DEGRADED_AS_DESIGNED",
                    "08:20",
                    "08:23",
                    "09:15",
                    "09:30",
                    "the API throttles from 08:20 to 09:05, and the queue drains"),
            new Expected(
                    "pos-sales",
                    "DEGRADED_AS_DESIGNED",
                    "10:00",
                    "10:06",
                    "14:00",
                    "14:06",
                    "a shop is offline from 10:00 to 14:00, and uploads"),
            new Expected(
                    "marketplace-orders-a",
                    "DEGRADED_AS_DESIGNED",
                    "11:05",
                    "11:20",
                    "12:30",
                    "12:36",
                    "the marketplace keeps its orders from 11:00 to 12:30"),
            new Expected(
                    "click-and-collect/ready",
                    "ORDER_STUCK",
                    "11:30",
                    "13:30",
                    "23:59",
                    "23:59",
                    "3 % of what was ordered from 09:30 to 13:30 is never ready"),
            new Expected(
                    "pos-sales",
                    "SILENT",
                    "15:15",
                    "16:30",
                    "17:00",
                    "17:16",
                    "a shop's tills are dead from 15:00 to 17:00"),
            new Expected(
                    "payments",
                    "SILENT",
                    "18:10",
                    "18:45",
                    "19:30",
                    "19:36",
                    "the provider's producer is dead from 18:00 to 19:30, at lag 0"),
            new Expected(
                    "refunds",
                    "SILENT",
                    "18:25",
                    "19:20",
                    "19:30",
                    "19:36",
                    "the same provider settles them, more seldom"));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void each_status_at_its_time_and_no_other(long seed) {
        // Given two weeks in which nothing is wrong
        Play play = new Play();
        Instant saturday = DAY.minusDays(1).atStartOfDay(LONDON).toInstant();
        for (int weeks = 2; weeks > 0; weeks--) {
            Instant begins = saturday.minus(Duration.ofDays(7L * weeks));
            play.learn(World.plan(
                    config(seed * 100 + weeks, begins, Duration.ofDays(7)).withFaults(false)));
        }

        // When the weekend is played, whose Sunday has all that in it
        World world = World.plan(config(seed, saturday, Duration.ofHours(54)));
        play.watch(world);

        // Then
        List<Run> seen = new ArrayList<>(play.runs.until(LocalTime.of(23, 59)));
        String table = table(seen);
        System.out.println("seed " + seed + "\n" + table);
        assertThat(seen)
                .as(table)
                .hasSameSizeAs(EXPECTED)
                .allMatch(run -> EXPECTED.stream().anyMatch(row -> row.fits(run)));
        assertThat(EXPECTED).as(table).allMatch(row -> seen.stream().anyMatch(row::fits));
    }

    private static SimulatorConfig config(long seed, Instant begins, Duration lasting) {
        return new SimulatorConfig(seed, begins, lasting, false, false, true, SCALE, Scenario.FLOW_DAY);
    }

    /** Everything that watches flows, and what it said on the day. */
    private static final class Play {
        private final FlowCatalogue flows = FlowCatalogue.demo();
        private final HealthWatch health = new HealthWatch(flows);
        private final OrderWatch orders = new OrderWatch(flows);
        private final LagWatch lag = new LagWatch(LONDON);
        private final Run.Log runs = new Run.Log();

        void learn(World world) {
            play(world, false);
        }

        void watch(World world) {
            play(world, true);
        }

        private void play(World world, boolean watched) {
            List<Emission> emissions = world.emissions();
            int next = 0;
            Instant now = world.config().worldStart();
            while (now.isBefore(world.config().worldEnd())) {
                now = now.plus(STEP);
                while (next < emissions.size() && !emissions.get(next).at().isAfter(now)) {
                    see(emissions.get(next++), watched);
                }
                health.learn(now);
                List<GroupLag> lags = lag.look(now);
                if (watched && !now.isBefore(MIDNIGHT)) {
                    judge(now, lags);
                }
            }
        }

        private void see(Emission emission, boolean watched) {
            Event<?> event = emission.event();
            if (event != null) {
                health.see(event, emission.at());
                lag.append(EventType.named(event.envelope().type()).topicName());
                if (watched) {
                    orders.see(event);
                }
            }
        }

        private void judge(Instant now, List<GroupLag> lags) {
            ZonedDateTime local = now.atZone(LONDON);
            List<FlowHealth> all = health.judge(now);
            List<Signal> ofOrders = orders.judge(now);
            List<Signal> ofFlows = health.signals();
            if (!local.toLocalDate().equals(DAY)) {
                return;
            }
            LocalTime at = local.toLocalTime();
            all.forEach(flow -> note(flow.flow(), flow.status(), at, flow.reason()));
            lags.forEach(group -> note(LagWatch.GROUP + " in " + group.topic(), group.status(), at, group.reason()));
            ofOrders.forEach(signal -> note(signal.subject(), signal, at));
            ofFlows.stream()
                    .filter(signal -> !SEEN_BY_STATUS.contains(signal.kind()))
                    .forEach(signal -> note(signal.kind() + " of " + signal.subject(), signal, at));
        }

        private void note(String what, Signal signal, LocalTime at) {
            boolean over = signal.state() == Signal.State.RECOVERED;
            runs.note(what, signal.kind().name(), over, at, signal.summary());
        }

        private void note(String what, FlowStatus status, LocalTime at, String reason) {
            runs.note(what, status.name(), PLAIN.contains(status), at, reason);
        }
    }

    private static String table(List<Run> seen) {
        List<Run> left = new ArrayList<>(seen);
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%-26s %-21s %-13s %-13s | %s%n", "expected", "", "begins", "ends", "seen"));
        for (Expected row : EXPECTED) {
            Run run = left.stream()
                    .filter(one -> one.what().equals(row.what()) && one.state().equals(row.state()))
                    .findFirst()
                    .orElse(null);
            left.remove(run);
            table.append(String.format(
                    Locale.ROOT,
                    "%-26s %-21s %5s - %5s %5s - %5s | %s%n",
                    row.what(),
                    row.state(),
                    row.begins(),
                    row.begunBy(),
                    row.ends(),
                    row.endedBy(),
                    run == null ? "nothing" : run.begins() + " - " + run.ends()));
        }
        left.forEach(run -> table.append(String.format(
                Locale.ROOT,
                "%-26s %-21s %13s %13s | %s - %s: %s%n",
                "nothing",
                "",
                "",
                "",
                run.begins(),
                run.ends(),
                run.what() + " " + run.state() + " " + run.detail())));
        return table.toString();
    }
}
