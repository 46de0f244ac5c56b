package io.tillwatch.lag;

import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.trend.TheilSen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a group is, from its last samples. A figure alone is never a status: a few records that wait for a moment are work
 * in progress, however the count moves; what counts is for how long the oldest has waited, whether that grows, and
 * whether anybody moves. Pure, thread-safe.
 *
 * @param tolerance for so long a record may wait
 * @param still so long a position may stand while records wait
 * @param leastRise seconds that the age must rise in a second for the group to be falling behind
 * @param surprise a quiet less likely than this is silence
 */
record GroupJudge(Duration tolerance, Duration still, double leastRise, double surprise) {
    static final GroupJudge DEFAULT = new GroupJudge(Duration.ofMinutes(1), Duration.ofMinutes(3), 0.1, 1e-4);
    /** Over so long a time a trend is looked for. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int LEAST_SAMPLES = 5;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** A status and why. */
    record Judgement(FlowStatus status, String reason) {}

    /** @param samples oldest first, at least one */
    Judgement judge(List<GroupSample> samples) {
        GroupSample now = samples.get(samples.size() - 1);
        String waiting = now.records() + " records wait, the oldest for " + (now.atLeast() ? "at least " : "")
                + now.age().toSeconds() + " s";
        boolean late = now.records() > 0 && now.age().compareTo(tolerance) > 0;
        if (now.rewound()) {
            return new Judgement(FlowStatus.REWOUND, "its position went back; " + waiting);
        }
        // Who assigns partitions by hand, as Flink does, is in no group: while positions move somebody works.
        if (late && !now.members() && now.still().compareTo(tolerance) >= 0) {
            return new Judgement(FlowStatus.STOPPED, "nobody is in the group; " + waiting);
        }
        if (late && now.still().compareTo(still) >= 0) {
            return new Judgement(
                    FlowStatus.STALLED,
                    waiting + ", and a position has not moved for "
                            + now.still().toSeconds() + " s");
        }
        if (late && rising(samples)) {
            return new Judgement(FlowStatus.SLOW, waiting + ", and that grows");
        }
        if (now.records() == 0 && now.unlikely() < surprise) {
            return new Judgement(
                    FlowStatus.SILENT,
                    "level, but nothing has come for " + now.quiet().toMinutes()
                            + " min, which at the topic's usual pace is no chance");
        }
        if (samples.size() < 2) {
            return new Judgement(FlowStatus.UNKNOWN, "looked at once");
        }
        return new Judgement(FlowStatus.OK, now.records() == 0 ? "level" : waiting);
    }

    /** Over the samples since it last stood: what had piled up by then says nothing of how it works now. */
    private boolean rising(List<GroupSample> samples) {
        Instant from = samples.get(samples.size() - 1).at().minus(WINDOW);
        List<TheilSen.Point> ages = new ArrayList<>();
        for (int i = samples.size() - 1; i >= 0; i--) {
            GroupSample sample = samples.get(i);
            boolean stands = sample.records() > 0 && sample.still().compareTo(tolerance) >= 0;
            if (stands || sample.at().isBefore(from)) {
                break;
            }
            ages.add(new TheilSen.Point(
                    Duration.between(from, sample.at()).toMillis() / MILLIS_PER_SECOND,
                    sample.age().toMillis() / MILLIS_PER_SECOND));
        }
        return ages.size() >= LEAST_SAMPLES && TheilSen.slope(ages).orElse(0) >= leastRise;
    }
}
