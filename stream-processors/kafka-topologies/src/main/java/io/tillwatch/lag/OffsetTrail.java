package io.tillwatch.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the end of a partition's log was seen, and thereby when each offset appeared: between two looks it is taken to
 * have come evenly. Where nothing came the last look counts, so that the first record after a quiet year is no year old.
 * Times are the watch's own, never those of records, which clocks of tills have spoilt. Not thread-safe.
 */
final class OffsetTrail {
    private static final int MOST = 600;

    private final List<Look> looks = new ArrayList<>();

    private record Look(Instant at, long end) {}

    /**
     * When an offset appeared.
     *
     * @param before whether it was there when the watch began: then it appeared at that time or earlier
     */
    record Appeared(Instant at, boolean before) {}

    /** Looks come in the order of time. An end that went back is another log of the same name: what was known is void. */
    void look(Instant at, long end) {
        int last = looks.size() - 1;
        if (last >= 0 && end < looks.get(last).end) {
            looks.clear();
        } else if (last >= 1 && looks.get(last).end == end && looks.get(last - 1).end == end) {
            looks.remove(last);
        }
        looks.add(new Look(at, end));
        if (looks.size() > MOST) {
            thin();
        }
    }

    /** The older half loses every second look, except where quiet begins and ends: those carry the times. */
    private void thin() {
        List<Look> kept = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            boolean quiet = (i > 0 && looks.get(i - 1).end == looks.get(i).end)
                    || (i + 1 < looks.size() && looks.get(i + 1).end == looks.get(i).end);
            if (i == 0 || i % 2 == 0 || i > looks.size() / 2 || quiet) {
                kept.add(looks.get(i));
            }
        }
        looks.clear();
        looks.addAll(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    }

    /** Null when it is not there yet. */
    @Nullable
    Appeared appeared(long offset) {
        int low = 0;
        int high = looks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (looks.get(middle).end > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == looks.size()) {
            return null;
        }
        if (low == 0) {
            return new Appeared(looks.get(0).at, true);
        }
        Look before = looks.get(low - 1);
        Look after = looks.get(low);
        double share = (double) (offset + 1 - before.end) / (after.end - before.end);
        long span = Duration.between(before.at, after.at).toMillis();
        return new Appeared(before.at.plusMillis(Math.round(share * span)), false);
    }

    /** Since when nothing has come; null before the first look. */
    @Nullable
    Instant quietSince() {
        if (looks.isEmpty()) {
            return null;
        }
        int last = looks.size() - 1;
        boolean quiet = last >= 1 && looks.get(last - 1).end == looks.get(last).end;
        return looks.get(quiet ? last - 1 : last).at;
    }
}
