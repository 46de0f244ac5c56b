package io.tillwatch.app.bench;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * In which order events arrive: most by their number, one block in ten backwards, and some a second time much later.
 *
 * @param count how many arrive, second deliveries included
 * @param lateDuplicates share of second deliveries
 */
record Arrivals(long seed, long count, double lateDuplicates) {
    /** A second delivery comes up to this many events after the first: far beyond any memory of the last few. */
    private static final long LATEST = 500_000;

    private static final int BLOCK = 16;
    private static final int BACKWARDS_EVERY = 10;

    /** The numbers of the events in their order of arrival; the same each time. */
    void forEach(LongConsumer each) {
        SplittableRandom chance = new SplittableRandom(seed);
        long next = 0;
        for (long i = 0; i < count; i++) {
            if (next > BLOCK && chance.nextDouble() < lateDuplicates) {
                each.accept(inBlock(next - 1 - chance.nextLong(Math.min(next, LATEST))));
            } else {
                each.accept(inBlock(next));
                next++;
            }
        }
    }

    private static long inBlock(long number) {
        return (number / BLOCK) % BACKWARDS_EVERY == 0 ? number ^ (BLOCK - 1) : number;
    }
}
