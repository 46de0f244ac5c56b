package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be measured, validated.
 *
 * @param events how many arrive, second deliveries included
 * @param keys SKU and location pairs that there are; a few of them are never touched
 * @param fill this many events more, before all others and not timed, touch one key after the other
 * @param lateDuplicates share of events that arrive a second time
 * @param threads stream threads, and partitions of every topic
 * @param rounds how often each side runs
 * @param bodyBytes size that bodies of stock events are filled up to; 0 leaves what the contract names
 * @param dataDir the broker and the state stores; emptied before
 */
record BenchSetup(
        long events,
        int keys,
        long fill,
        double lateDuplicates,
        long seed,
        Duration commitInterval,
        int threads,
        int rounds,
        int bodyBytes,
        Path dataDir) {
    private static final long MOST_EVENTS = 100_000_000;
    private static final int MOST_KEYS = 20_000_000;

    BenchSetup {
        check(events >= 1000 && events <= MOST_EVENTS, "--events must lie between 1000 and 100000000");
        check(keys >= Goods.LOCATIONS && keys <= MOST_KEYS, "--keys must lie between 20 and 20000000");
        check(fill >= 0 && fill <= MOST_EVENTS, "--fill must lie between 0 and 100000000");
        check(lateDuplicates >= 0 && lateDuplicates <= 0.5, "--late-duplicates must lie between 0 and 0.5");
        check(
                commitInterval.compareTo(Duration.ofMillis(10)) >= 0
                        && commitInterval.compareTo(Duration.ofMinutes(1)) <= 0,
                "--commit-interval must lie between 10ms and 60s");
        check(threads >= 1 && threads <= 16, "--threads must lie between 1 and 16");
        check(rounds >= 1 && rounds <= 99, "--rounds must lie between 1 and 99");
        check(bodyBytes >= 0 && bodyBytes <= 10_000, "--body-bytes must lie between 0 and 10000");
    }

    Arrivals arrivals() {
        return new Arrivals(seed, fill + events, lateDuplicates);
    }

    /** The same with other events, and nothing filled. */
    BenchSetup withEvents(long other) {
        return new BenchSetup(
                other, keys, 0, lateDuplicates, seed, commitInterval, threads, rounds, bodyBytes, dataDir);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new UserError(message);
        }
    }
}
