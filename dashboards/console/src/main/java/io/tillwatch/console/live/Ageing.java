package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long breaks have stood, in the steps by which finance follows them up. Not thread-safe. */
final class Ageing {
    /** The first day a break may still mend itself by a late posting; after a week it is somebody's task. */
    private static final int[] FROM_DAYS = {0, 1, 3, 7};

    private final Instant now;
    private final long[] counts = new long[FROM_DAYS.length];
    private final List<Map<String, BigDecimal>> values = new ArrayList<>();

    Ageing(Instant now) {
        this.now = now;
        for (int i = 0; i < FROM_DAYS.length; i++) {
            values.add(new TreeMap<>());
        }
    }

    void add(ReconciliationCase found, BigDecimal value) {
        Instant since = found.since();
        long days = since == null ? 0 : Duration.between(since, now).toDays();
        int bucket = 0;
        for (int i = 0; i < FROM_DAYS.length; i++) {
            bucket = days >= FROM_DAYS[i] ? i : bucket;
        }
        counts[bucket]++;
        if (found.amounts() != null) {
            values.get(bucket).merge(found.amounts().currency(), value, BigDecimal::add);
        }
    }

    List<Overview.AgeBucket> view() {
        List<Overview.AgeBucket> view = new ArrayList<>();
        for (int i = 0; i < FROM_DAYS.length; i++) {
            Integer to = i + 1 < FROM_DAYS.length ? (Integer) FROM_DAYS[i + 1] : null;
            view.add(new Overview.AgeBucket(FROM_DAYS[i], to, counts[i], values.get(i)));
        }
        return view;
    }
}
