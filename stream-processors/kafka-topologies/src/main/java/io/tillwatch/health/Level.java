package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much waited at a node at one time. */
record Level(Instant at, long backlog) {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 30;

    /** Both pasts as one, in the order of time, whichever was known first; what is long over is let go. */
    static List<Level> joined(List<Level> one, List<Level> other) {
        List<Level> all = new ArrayList<>(one);
        for (Level level : other) {
            if (all.stream().noneMatch(known -> known.at.equals(level.at))) {
                all.add(level);
            }
        }
        all.sort(Comparator.comparing(Level::at));
        if (all.stream().allMatch(level -> level.backlog == 0)) {
            return List.of();
        }
        Instant newest = all.get(all.size() - 1).at;
        all.removeIf(level -> level.at.isBefore(newest.minus(KEPT)));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
