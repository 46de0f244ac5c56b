package io.tillwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Chance with a name: what one part of the world draws does not depend on how much another drew. Not thread-safe.
 * {@link Random} since its algorithm is part of its specification.
 */
final class Dice {
    private final Random random;

    private Dice(Random random) {
        this.random = random;
    }

    static Dice of(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mixed * 0x5DEECE66DL + name.charAt(i) + 0xBL;
        }
        mixed ^= mixed >>> 29;
        return new Dice(new Random(mixed * 0x9E3779B97F4A7C15L));
    }

    Random random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double share(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    Duration seconds(double low, double high) {
        return Duration.ofMillis((long) (share(low, high) * 1000));
    }

    Duration minutes(double low, double high) {
        return seconds(low * 60, high * 60);
    }

    Instant in(Window window) {
        return window.from()
                .plusMillis((long) (random.nextDouble() * window.length().toMillis()));
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Poisson by multiplication; for means above 30 in pieces. */
    int poisson(double mean) {
        int count = 0;
        double left = mean;
        while (left > 30) {
            count += poisson(30);
            left -= 30;
        }
        double limit = Math.exp(-left);
        double product = random.nextDouble();
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
