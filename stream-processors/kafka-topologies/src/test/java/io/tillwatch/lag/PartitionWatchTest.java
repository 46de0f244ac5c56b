package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each test is a false alarm that lag tools are criticised for. */
class PartitionWatchTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final OffsetTrail trail = new OffsetTrail();
    private final PartitionWatch watch = new PartitionWatch(trail);
    private long second;

    @Test
    void what_waits_is_told_in_records_and_in_time() {
        read(100L, 0, 100, 0);
        read(100L, 0, 160, 60);

        PartitionLag lag = read(100L, 0, 160, 30);

        assertThat(lag.records()).isEqualTo(60);
        assertThat(lag.age()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(90));
        assertThat(lag.atLeast()).isFalse();
    }

    @Test
    void a_marker_of_a_transaction_at_the_end_is_no_record_that_waits_for_ever() {
        // Given a group that has read all, and the marker behind it at offset 10
        read(10L, 0, 11, 0);
        PartitionReading before = last();
        read(10L, 0, 11, 10);

        // When it is looked at, since neither side moves
        Long suspect = watch.suspect(before);
        assertThat(suspect).isEqualTo(10);
        watch.empty(10, 11);

        // Then nothing waits any more, and nobody looks again
        before = last();
        PartitionLag lag = read(10L, 0, 11, 3_600);
        assertThat(lag.records()).isZero();
        assertThat(lag.age()).isZero();
        assertThat(watch.suspect(before)).isNull();

        // And the next record waits as itself, the marker not counted
        assertThat(read(10L, 0, 13, 10).records()).isEqualTo(2);
    }

    @Test
    void a_lag_that_moves_or_is_large_is_not_looked_into() {
        read(10L, 0, 11, 0);
        PartitionReading before = last();
        read(11L, 0, 12, 10);
        assertThat(watch.suspect(before)).isNull();

        before = last();
        read(11L, 0, 5_000, 10);
        read(11L, 0, 5_000, 10);
        assertThat(watch.suspect(before)).isNull();
    }

    @Test
    void a_quiet_topic_has_no_lag_of_years() {
        read(100L, 0, 100, 0);
        read(100L, 0, 100, 365 * 86_400L);

        assertThat(read(100L, 0, 100, 10).age()).isZero();
        assertThat(read(100L, 0, 101, 10).age()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void records_that_retention_took_do_not_wait_and_are_told_as_lost() {
        // Given a group that is away while its records are deleted under it
        read(100L, 0, 200, 0);

        PartitionLag lag = read(100L, 180, 200, 60);

        assertThat(lag.records()).isEqualTo(20);
        assertThat(lag.lost()).isEqualTo(80);
        assertThat(read(100L, 200, 200, 60).records()).isZero();
    }

    @Test
    void a_group_that_committed_nothing_has_no_lag_anybody_knows() {
        PartitionLag lag = read(null, 50, 5_000, 0);

        assertThat(lag.known()).isFalse();
        assertThat(lag.records()).isZero();
    }

    @Test
    void a_new_partition_is_to_be_read_from_its_beginning() {
        // Given a partition that came while the watch ran, and in which nothing was committed yet
        assertThat(read(null, 0, 0, 0).known()).isFalse();

        PartitionLag lag = read(null, 0, 7, 30);

        assertThat(lag.known()).isTrue();
        assertThat(lag.records()).isEqualTo(7);
        assertThat(lag.age()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_group_that_was_set_back_is_rewound_until_it_is_where_it_was() {
        read(1_000L, 0, 1_000, 0);

        assertThat(read(200L, 0, 1_000, 10)).satisfies(lag -> {
            assertThat(lag.rewound()).isTrue();
            assertThat(lag.records()).isEqualTo(800);
            assertThat(lag.stillSince()).as("setting back is a move").isEqualTo(NOON.plusSeconds(second));
        });
        assertThat(read(900L, 0, 1_010, 10).rewound()).isTrue();
        assertThat(read(1_000L, 0, 1_010, 10).rewound()).isFalse();
    }

    @Test
    void a_topic_that_was_made_anew_is_no_rewind_and_gives_no_negative_lag() {
        read(1_000L, 0, 1_000, 0);

        assertThat(read(1_000L, 0, 5, 10).records()).isZero();
        assertThat(read(0L, 0, 5, 10)).satisfies(lag -> {
            assertThat(lag.rewound()).isFalse();
            assertThat(lag.records()).isEqualTo(5);
        });
    }

    @Test
    void a_lag_that_is_frozen_after_a_stop_grows_older_all_the_same() {
        // Given a stopped consumer with three records left, while its producer has stopped too
        read(97L, 0, 97, 0);
        read(97L, 0, 100, 10);

        PartitionLag lag = read(97L, 0, 100, 3_600);

        assertThat(lag.records()).isEqualTo(3);
        assertThat(lag.age()).isGreaterThan(Duration.ofMinutes(60));
        assertThat(Duration.between(lag.stillSince(), NOON.plusSeconds(second)))
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    private PartitionLag read(@Nullable Long committed, long start, long end, long secondsLater) {
        second += secondsLater;
        Instant at = NOON.plusSeconds(second);
        trail.look(at, end);
        return watch.next(new PartitionReading(at, committed, start, end));
    }

    private PartitionReading last() {
        PartitionReading reading = watch.last();
        assertThat(reading).isNotNull();
        return reading;
    }
}
