package io.tillwatch.app.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * When what is due: the times depend on the rate alone, never on how long anything took, so that a stall delays every
 * later answer in the figures as it does in life. Immutable, thread-safe.
 *
 * @param begin on the clock of {@link System#nanoTime()}
 * @param warmUp what falls into it is done, but not counted
 */
record Schedule(long begin, Duration warmUp, Duration length) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** When the n-th is due at that many a second. */
    long due(long n, double aSecond) {
        return begin + (long) (n * (NANOS_PER_SECOND / aSecond));
    }

    /** Waits until that moment; returns at once when it has passed. */
    static void await(long moment) {
        long left = moment - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = moment - System.nanoTime();
        }
    }

    boolean over(long moment) {
        return moment - begin >= warmUp.plus(length).toNanos();
    }

    boolean counts(long moment) {
        return moment - begin >= warmUp.toNanos();
    }

    long seconds() {
        return warmUp.plus(length).toSeconds();
    }

    long secondsGone() {
        return Math.max(0, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }
}
