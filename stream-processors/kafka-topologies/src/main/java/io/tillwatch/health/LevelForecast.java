package io.tillwatch.health;

import io.tillwatch.trend.CatchUp;
import io.tillwatch.trend.TheilSen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When what waits in front of a flow is gone: each queue shrinks by the slope of its levels, which is what is drained less
 * what arrives, and the flow is level when the last of them is. Null while one of them is offline, does not shrink or was
 * looked at too seldom to say. Pure, thread-safe.
 */
final class LevelForecast {
    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final int LEAST_LEVELS = 4;
    private static final double MILLIS_PER_MINUTE = 6e4;

    private LevelForecast() {}

    static @Nullable Instant of(Collection<NodeReport> nodes, Instant now) {
        Instant last = null;
        for (NodeReport node : nodes) {
            if (!node.online()) {
                return null;
            }
            if (node.backlog() > 0) {
                Instant level = of(node);
                if (level == null) {
                    return null;
                }
                last = last == null || level.isAfter(last) ? level : last;
            }
        }
        return last == null || last.isAfter(now) ? last : now;
    }

    private static @Nullable Instant of(NodeReport node) {
        List<TheilSen.Point> levels = node.levels().stream()
                .filter(level -> !level.at().isBefore(node.at().minus(SPAN)))
                .map(level -> new TheilSen.Point(
                        Duration.between(node.at(), level.at()).toMillis() / MILLIS_PER_MINUTE, level.backlog()))
                .toList();
        OptionalDouble perMinute = TheilSen.slope(levels);
        if (levels.size() < LEAST_LEVELS || perMinute.isEmpty()) {
            return null;
        }
        return new CatchUp(node.backlog(), -perMinute.getAsDouble(), 0).levelAt(node.at());
    }
}
