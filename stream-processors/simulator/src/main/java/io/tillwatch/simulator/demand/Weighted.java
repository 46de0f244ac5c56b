package io.tillwatch.simulator.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws values by weight. Immutable; thread-safe, given a random of one's own. */
public final class Weighted<T> {
    private final List<T> values;
    private final long[] upTo;

    private Weighted(List<T> values, long[] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /** The order of the map's iteration is part of what is drawn: hand in a sorted or linked map. */
    public static <T> Weighted<T> of(Map<T, Long> weights) {
        List<T> values = new ArrayList<>(weights.keySet());
        long[] upTo = new long[values.size()];
        long sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weights.getOrDefault(values.get(i), 0L);
            upTo[i] = sum;
        }
        if (sum <= 0) {
            throw new IllegalArgumentException("nothing to draw from");
        }
        return new Weighted<>(List.copyOf(values), upTo);
    }

    public T draw(Random random) {
        long point = (long) (random.nextDouble() * upTo[upTo.length - 1]);
        int at = Arrays.binarySearch(upTo, point + 1);
        return values.get(at >= 0 ? at : -at - 1);
    }
}
