package io.tillwatch.health;

import io.tillwatch.trend.CatchUp;
import io.tillwatch.trend.RateProfile;
import io.tillwatch.trend.TheilSen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When what waits in front of a flow is gone: each queue shrinks by the slope of its levels, which is what is drained less
 * what arrives, and the flow is level when the last of them is. Where it is known what the hours ahead usually bring, they
 * count with what they bring more or less than this one: a queue that grows by day may be level in the night. Null while
 * one of them is offline, is not level within the time that can be foreseen, or was looked at too seldom to say. Pure.
 */
final class LevelForecast {
    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final int LEAST_LEVELS = 4;
    private static final double MILLIS_PER_MINUTE = 6e4;
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration FORESEEN = Duration.ofHours(24);

    private LevelForecast() {}

    /** @param usual what the flow brings in each hour of its week; null while that is not known */
    static @Nullable Instant of(Collection<NodeReport> nodes, @Nullable RateProfile usual, Instant now) {
        Instant last = null;
        for (NodeReport node : nodes) {
            if (!node.online()) {
                return null;
            }
            if (node.backlog() > 0) {
                Instant level = of(node, usual);
                if (level == null) {
                    return null;
                }
                last = last == null || level.isAfter(last) ? level : last;
            }
        }
        return last == null || last.isAfter(now) ? last : now;
    }

    private static @Nullable Instant of(NodeReport node, @Nullable RateProfile usual) {
        List<TheilSen.Point> levels = node.levels().stream()
                .filter(level -> !level.at().isBefore(node.at().minus(SPAN)))
                .map(level -> new TheilSen.Point(
                        Duration.between(node.at(), level.at()).toMillis() / MILLIS_PER_MINUTE, level.backlog()))
                .toList();
        OptionalDouble perMinute = TheilSen.slope(levels);
        if (levels.size() < LEAST_LEVELS || perMinute.isEmpty()) {
            return null;
        }
        return usual == null
                        || !Quiet.learned(
                                usual, node.at().minus(SPAN), node.at().plus(FORESEEN))
                ? new CatchUp(node.backlog(), -perMinute.getAsDouble(), 0).levelAt(node.at())
                : levelAt(node, perMinute.getAsDouble(), usual);
    }

    private static @Nullable Instant levelAt(NodeReport node, double perMinute, RateProfile usual) {
        double lately = perMinute(usual, node.at().minus(SPAN), node.at());
        double waiting = node.backlog();
        Instant end = node.at().plus(FORESEEN);
        for (Instant at = node.at(); at.isBefore(end); at = at.plus(STEP)) {
            double net = perMinute + perMinute(usual, at, at.plus(STEP)) - lately;
            double after = waiting + net * STEP.toMinutes();
            if (after <= 0) {
                return at.plusMillis(Math.round(waiting / -net * MILLIS_PER_MINUTE));
            }
            waiting = after;
        }
        return null;
    }

    private static double perMinute(RateProfile usual, Instant from, Instant to) {
        return usual.expectedRecords(from, to) / Duration.between(from, to).toMinutes();
    }
}
