package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence.SourceWord;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Stores that sell at random, minute by minute, and what really went: Poisson receipts by hour of the day, lines of one to
 * six pieces, SKUs that every store sells in its own measure. Knows none of the formulas under test.
 */
final class Trade {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final int OPENS = 9;
    static final int CLOSES = 20;
    private static final int[] PIECES = {1, 1, 1, 1, 2, 2, 3, 6};
    private static final double HOUR = 60;

    private final Random random;
    private final double[][] liking;
    private final double[] busy;

    /** One receipt: when, which SKUs, how many of each. */
    record Receipt(Instant at, List<Integer> skus, List<Integer> pieces) {}

    Trade(long seed, int stores, int skus) {
        random = new Random(seed);
        busy = new double[stores];
        liking = new double[stores][skus];
        for (int store = 0; store < stores; store++) {
            busy[store] = 6 + 40 * random.nextDouble();
            for (int sku = 0; sku < skus; sku++) {
                liking[store][sku] = Math.exp(0.5 * random.nextGaussian()) / (2 + sku);
            }
        }
    }

    /** Receipts an hour. */
    double rate(int store, Instant at) {
        OffsetDateTime local = at.atOffset(ZoneOffset.UTC);
        int hour = local.getHour();
        if (hour < OPENS || hour >= CLOSES || local.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return 0;
        }
        double shape = 0.6 + 0.8 * Math.sin(Math.PI * (hour - OPENS) / (CLOSES - OPENS));
        return busy[store] * shape * (local.getDayOfWeek() == DayOfWeek.SATURDAY ? 1.5 : 1);
    }

    List<Receipt> sell(int store, Instant from, Instant to) {
        List<Receipt> receipts = new ArrayList<>();
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            for (int n = poisson(rate(store, minute) / HOUR); n > 0; n--) {
                receipts.add(receipt(store, minute.plusSeconds(random.nextInt(60))));
            }
        }
        return receipts;
    }

    /** Pieces of a SKU that a store sells in a span, on average. */
    double mean(int store, int sku, Instant from, Instant to) {
        double receipts = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            receipts += rate(store, minute) / HOUR;
        }
        double linesPerReceipt = 2;
        double share = liking[store][sku] / Arrays.stream(liking[store]).sum();
        return receipts
                * linesPerReceipt
                * share
                * Arrays.stream(PIECES).average().orElseThrow();
    }

    Duration silence() {
        return Duration.ofMinutes(20 + random.nextInt(360));
    }

    Instant outage(int day) {
        return START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes((OPENS + 1) * 60L + random.nextInt(400)));
    }

    private Receipt receipt(int store, Instant at) {
        int lines = 1 + random.nextInt(3);
        List<Integer> skus = new ArrayList<>();
        List<Integer> pieces = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            skus.add(sku(store));
            pieces.add(PIECES[random.nextInt(PIECES.length)]);
        }
        return new Receipt(at, skus, pieces);
    }

    private int sku(int store) {
        double pick = Arrays.stream(liking[store]).sum() * random.nextDouble();
        int sku = 0;
        for (double seen = liking[store][0]; seen < pick; seen += liking[store][sku]) {
            sku++;
        }
        return sku;
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** What a location's tills tell of these receipts when all is well. */
    static LocationPulse pulse(String location, List<Receipt> receipts) {
        LocationPulse pulse = LocationPulse.none(location);
        for (Receipt receipt : receipts) {
            pulse = pulse.plus(told(location, receipt));
        }
        return pulse;
    }

    static LocationPulse told(String location, Receipt receipt) {
        double pieces = 0;
        double squares = 0;
        for (int one : receipt.pieces()) {
            pieces += one;
            squares += (double) one * one;
        }
        String till = "/pos/" + location + "/till-1";
        SourceWord word = new SourceWord(null, -1, 0, receipt.at(), false);
        return LocationPulse.heard(location, receipt.at(), receipt.at(), false, 0, till, word)
                .selling(LocalHours.of(receipt.at(), 0), pieces, squares);
    }

    static void pieces(List<Receipt> receipts, BiConsumer<Integer, Integer> each) {
        for (Receipt receipt : receipts) {
            for (int line = 0; line < receipt.skus().size(); line++) {
                each.accept(receipt.skus().get(line), receipt.pieces().get(line));
            }
        }
    }

    static StockPosition position(String sku, String location, long onHand, long sold) {
        BigDecimal hand = BigDecimal.valueOf(onHand);
        return new StockPosition(
                        sku,
                        location,
                        "each",
                        hand,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        hand,
                        hand,
                        null,
                        Map.of(),
                        false,
                        START,
                        START,
                        1,
                        1)
                .selling(BigDecimal.valueOf(sold), START, null);
    }
}
