package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.FlowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class GroupJudgeTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void level_is_ok_and_once_is_not_enough_to_say() {
        assertThat(judge(20, i -> sample(i, 0, 0, 0))).isEqualTo(FlowStatus.OK);
        assertThat(judge(1, i -> sample(i, 0, 0, 0))).isEqualTo(FlowStatus.UNKNOWN);
    }

    @Test
    void a_tiny_lag_is_work_in_progress_and_no_warning_however_it_moves() {
        assertThat(judge(40, i -> sample(i, 1 + i % 3, i % 20, 0))).isEqualTo(FlowStatus.OK);
        assertThat(judge(40, i -> sample(i, i, 30, 0)))
                .as("rising in records while each waits for the same time: more comes, and is worked off")
                .isEqualTo(FlowStatus.OK);
    }

    @Test
    void falling_behind_is_slow_and_one_decrease_does_not_make_it_ok() {
        assertThat(judge(30, i -> sample(i, 50 + i, 100 + 10L * i, 0))).isEqualTo(FlowStatus.SLOW);
        assertThat(judge(30, i -> sample(i, 50 + i, i == 28 ? 120 : 100 + 10L * i, 0)))
                .isEqualTo(FlowStatus.SLOW);
    }

    @Test
    void a_backlog_that_is_worked_off_is_not_slow() {
        assertThat(judge(30, i -> sample(i, 5_000 - 100L * i, 900 - 20L * i, 0)))
                .isEqualTo(FlowStatus.OK);
    }

    @Test
    void a_position_that_stands_while_records_wait_is_stalled_with_a_small_and_steady_lag() {
        assertThat(judge(30, i -> sample(i, 4, 10L * i, 10L * i))).isEqualTo(FlowStatus.STALLED);
        assertThat(judge(30, i -> sample(i, 4, 20, 10L * i)))
                .as("what waits is young: others of its records were read meanwhile")
                .isEqualTo(FlowStatus.OK);
    }

    @Test
    void nobody_in_the_group_is_stopped_once_something_waits_too_long() {
        assertThat(judge(30, i -> stopped(i, 3, 10L * i))).isEqualTo(FlowStatus.STOPPED);
        assertThat(judge(3, i -> stopped(i, 3, 10L * i))).as("a restart").isEqualTo(FlowStatus.OK);
        assertThat(judge(30, i -> stopped(i, 0, 0))).as("nothing to do").isEqualTo(FlowStatus.OK);
    }

    @Test
    void a_reader_that_assigns_its_partitions_by_hand_is_in_no_group_and_works_all_the_same() {
        assertThat(judge(
                        30,
                        i -> new GroupSample(
                                at(i),
                                false,
                                900,
                                Duration.ofMinutes(5),
                                false,
                                Duration.ZERO,
                                0,
                                false,
                                Duration.ZERO,
                                1)))
                .isEqualTo(FlowStatus.OK);
    }

    @Test
    void going_back_is_rewound_and_neither_stalled_nor_slow() {
        assertThat(judge(
                        30,
                        i -> new GroupSample(
                                at(i),
                                true,
                                800,
                                Duration.ofHours(i),
                                false,
                                Duration.ZERO,
                                0,
                                true,
                                Duration.ZERO,
                                1)))
                .isEqualTo(FlowStatus.REWOUND);
    }

    @Test
    void level_with_a_dead_producer_is_silent_and_a_slow_hour_is_not() {
        IntFunction<GroupSample> dead = i -> new GroupSample(
                at(i),
                true,
                0,
                Duration.ZERO,
                false,
                Duration.ZERO,
                0,
                false,
                Duration.ofSeconds(10L * i),
                Math.exp(-10.0 * i / 6));
        IntFunction<GroupSample> slow = i -> new GroupSample(
                at(i),
                true,
                0,
                Duration.ZERO,
                false,
                Duration.ZERO,
                0,
                false,
                Duration.ofSeconds(10L * i),
                Math.exp(-0.01 * i));

        assertThat(judge(30, dead)).isEqualTo(FlowStatus.SILENT);
        assertThat(judge(30, slow)).isEqualTo(FlowStatus.OK);
    }

    private static FlowStatus judge(int samples, IntFunction<GroupSample> each) {
        List<GroupSample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            all.add(each.apply(i));
        }
        return GroupJudge.DEFAULT.judge(all).status();
    }

    private static Instant at(int number) {
        return NOON.plusSeconds(10L * number);
    }

    private static GroupSample sample(int number, long records, long ageSeconds, long stillSeconds) {
        return new GroupSample(
                at(number),
                true,
                records,
                Duration.ofSeconds(ageSeconds),
                false,
                Duration.ofSeconds(stillSeconds),
                0,
                false,
                Duration.ZERO,
                1);
    }

    private static GroupSample stopped(int number, long records, long ageSeconds) {
        return new GroupSample(
                at(number),
                false,
                records,
                Duration.ofSeconds(ageSeconds),
                false,
                Duration.ofSeconds(ageSeconds),
                0,
                false,
                Duration.ZERO,
                1);
    }
}
