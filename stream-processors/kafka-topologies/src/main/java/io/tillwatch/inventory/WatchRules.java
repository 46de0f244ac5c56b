package io.tillwatch.inventory;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What is no trouble yet: tolerances and patience of the watches over stock.
 *
 * @param countUnits a count may differ from the books by so much, or
 * @param countShare by this share of the books, whichever is more
 * @param countGrace how long a variance may wait for late sales
 * @param transferArrival from a dispatch until something arrives
 * @param transferRest from a receipt until the rest arrives or is written off
 * @param sequenceGrace how long a number of a source's sequence may be missing
 * @param orderEnd how long a reservation may outlive its order
 * @param sessionClose how long Odoo may wait for the close of a session
 */
public record WatchRules(
        BigDecimal countUnits,
        BigDecimal countShare,
        Duration countGrace,
        Duration transferArrival,
        Duration transferRest,
        Duration sequenceGrace,
        Duration orderEnd,
        Duration sessionClose) {
    public static final WatchRules DEFAULT = new WatchRules(
            BigDecimal.ONE,
            new BigDecimal("0.02"),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(24));

    public WatchRules {
        check(countUnits.signum() >= 0, "countUnits must not be negative");
        check(countShare.signum() >= 0, "countShare must not be negative");
        positive(countGrace, "countGrace");
        positive(transferArrival, "transferArrival");
        positive(transferRest, "transferRest");
        positive(sequenceGrace, "sequenceGrace");
        positive(orderEnd, "orderEnd");
        positive(sessionClose, "sessionClose");
    }

    private static void positive(Duration duration, String key) {
        check(!duration.isNegative() && !duration.isZero(), key + " must be longer than nothing");
    }

    private static void check(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("inventory.watch." + problem);
        }
    }
}
