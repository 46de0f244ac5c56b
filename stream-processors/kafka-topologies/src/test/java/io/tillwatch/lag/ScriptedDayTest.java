package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.FlowStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day on which a consumer group is stopped, hangs, falls behind, is set back, and its producer dies; and on which clocks
 * go forward, a promotion brings five times the records, and the night is quiet. Written in transactions, so that a marker
 * lies behind whatever was read last. Statuses must be the right ones at the right times, and no others.
 */
class ScriptedDayTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    /** A Sunday; clocks go from two to three. */
    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);

    private static final Duration LEARNING = Duration.ofDays(15);
    private static final int LOOK_SECONDS = 30;
    private static final int CAPACITY = 150;

    /** What is expected: a status that begins between two times and ends between two others. */
    private record Row(FlowStatus status, String begins, String begunBy, String ends, String endedBy) {}

    private static final List<Row> EXPECTED = List.of(
            new Row(FlowStatus.STOPPED, "10:01", "10:03", "10:20", "10:22"),
            new Row(FlowStatus.STALLED, "14:02", "14:05", "14:10", "14:12"),
            new Row(FlowStatus.SLOW, "15:02", "15:10", "15:40", "15:45"),
            new Row(FlowStatus.REWOUND, "16:30", "16:32", "16:40", "16:50"),
            new Row(FlowStatus.SILENT, "17:32", "17:45", "18:15", "18:17"));

    /** A status that was seen without a break. */
    private record Run(FlowStatus status, LocalTime begins, LocalTime ends) {}

    private static final class Log {
        private long end;
        private long afterLastRecord;
        private long position;
        private final List<Long> history = new ArrayList<>();

        void append(int records) {
            if (records > 0) {
                end += records;
                afterLastRecord = end;
                end++;
            }
        }

        void read(int atMost) {
            position = Math.max(position, Math.min(afterLastRecord, position + atMost));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void each_status_at_its_time_and_no_other(long seed) {
        // Given
        Random random = new Random(seed);
        LagBoard board = new LagBoard(GroupJudge.DEFAULT, MADRID);
        List<Log> logs = List.of(new Log(), new Log());
        Instant midnight = DAY.atStartOfDay(MADRID).toInstant();
        Instant end = DAY.plusDays(1).atStartOfDay(MADRID).toInstant();
        List<Run> runs = new ArrayList<>();

        // When
        for (Instant at = midnight.minus(LEARNING); at.isBefore(end); at = at.plusSeconds(LOOK_SECONDS)) {
            LocalTime local = at.atZone(MADRID).toLocalTime();
            boolean scripted = !at.isBefore(midnight);
            live(logs, local, scripted, random);
            LagBoard.Outcome outcome = board.next(snapshot(at, logs, !(scripted && within(local, "10:00", "10:20"))));
            outcome.suspects().forEach(suspect -> {
                Log log = logs.get(suspect.partition().partition());
                if (suspect.from() >= log.afterLastRecord) {
                    board.empty(suspect, log.end);
                }
            });
            if (scripted) {
                note(runs, outcome.lags().get(0).status(), local);
            }
        }

        // Then
        List<Run> seen =
                runs.stream().filter(run -> run.status() != FlowStatus.OK).toList();
        String table = table(seen);
        assertThat(seen)
                .as(table)
                .extracting(Run::status)
                .isEqualTo(EXPECTED.stream().map(Row::status).toList());
        for (int i = 0; i < seen.size(); i++) {
            Row row = EXPECTED.get(i);
            assertThat(seen.get(i).begins())
                    .as(table)
                    .isBetween(LocalTime.parse(row.begins()), LocalTime.parse(row.begunBy()));
            assertThat(seen.get(i).ends())
                    .as(table)
                    .isBetween(LocalTime.parse(row.ends()), LocalTime.parse(row.endedBy()));
        }
        System.out.println("seed " + seed + "\n" + table);
    }

    private static void live(List<Log> logs, LocalTime local, boolean scripted, Random random) {
        double perMinute = within(local, "09:00", "21:00") ? 15 : 0.03;
        if (scripted && within(local, "12:00", "13:00")) {
            perMinute *= 5;
        }
        if (scripted && within(local, "17:30", "18:15")) {
            perMinute = 0;
        }
        int capacity = scripted && within(local, "15:00", "15:40") ? 10 : CAPACITY;
        for (int partition = 0; partition < logs.size(); partition++) {
            Log log = logs.get(partition);
            log.append(poisson(perMinute * LOOK_SECONDS / 60, random));
            boolean stopped = scripted && within(local, "10:00", "10:20");
            boolean hangs = scripted && partition == 1 && within(local, "14:00", "14:10");
            if (scripted && local.equals(LocalTime.parse("16:30"))) {
                log.position = log.history.get(log.history.size() - 2 * 60 * 60 / LOOK_SECONDS);
            }
            if (!stopped && !hangs) {
                log.read(capacity * LOOK_SECONDS / 60);
            }
            log.history.add(log.position);
        }
    }

    private static Snapshot snapshot(Instant at, List<Log> logs, boolean members) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, Snapshot.Log> ends = new HashMap<>();
        for (int i = 0; i < logs.size(); i++) {
            TopicPartition partition = new TopicPartition("retail.sales", i);
            committed.put(partition, logs.get(i).position);
            ends.put(partition, new Snapshot.Log(0, logs.get(i).end));
        }
        return new Snapshot(at, Map.of("group", new Snapshot.Group(members, Map.of("retail.sales", committed))), ends);
    }

    private static void note(List<Run> runs, FlowStatus status, LocalTime at) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.status() == status) {
            runs.set(runs.size() - 1, new Run(status, last.begins(), at));
        } else {
            if (last != null) {
                runs.set(runs.size() - 1, new Run(last.status(), last.begins(), at));
            }
            runs.add(new Run(status, at, at));
        }
    }

    private static String table(List<Run> seen) {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%-9s %-13s %-13s | %s%n", "expected", "begins", "ends", "seen"));
        for (int i = 0; i < Math.max(seen.size(), EXPECTED.size()); i++) {
            Row row = i < EXPECTED.size() ? EXPECTED.get(i) : new Row(FlowStatus.OK, "", "", "", "");
            Run run = i < seen.size() ? seen.get(i) : null;
            table.append(String.format(
                    Locale.ROOT,
                    "%-9s %5s - %5s %5s - %5s | %s%n",
                    row.status(),
                    row.begins(),
                    row.begunBy(),
                    row.ends(),
                    row.endedBy(),
                    run == null ? "nothing" : run.status() + " " + run.begins() + " - " + run.ends()));
        }
        return table.toString();
    }

    private static boolean within(LocalTime at, String from, String to) {
        return !at.isBefore(LocalTime.parse(from)) && at.isBefore(LocalTime.parse(to));
    }

    private static int poisson(double mean, Random random) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
