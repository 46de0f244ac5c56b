package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import java.time.Instant;

/**
 * What a silent location may have sold of one SKU.
 *
 * @param expected units
 * @param atMost units that are not exceeded with 95 %
 */
record Unseen(double expected, long atMost) {
    static final Unseen NOTHING = new Unseen(0, 0);
    static final double SURE = 0.95;

    /**
     * Receipts that are expected over the silence, times the SKU's units a receipt. Both are known only so well, and goods
     * leave by lines of several pieces: the count's variance has all three parts, and the law with that mean and variance
     * gives the quantile.
     *
     * @param network units of the SKU a receipt, over all locations
     */
    static Unseen of(StockPosition position, LocationConfidence word, double network, Instant now) {
        Instant silent = word.unseenFrom();
        if (silent == null) {
            return NOTHING;
        }
        Instant counted = position.countedAt();
        Instant from = counted != null && counted.isAfter(silent) ? counted : silent;
        Instant until = word.silentUntil();
        Expected receipts =
                Expected.between(from, until == null ? now : until, word.utcOffsetSeconds(), word.salesPerHour());
        Long known = word.unseenAtMost();
        if (known != null) {
            receipts = receipts.atMost(known);
        }
        if (receipts.mean() <= 0) {
            return NOTHING;
        }
        SkuShare share = SkuShare.of(position, word, network, now);
        double mean = receipts.mean() * share.mean();
        double ofReceipts = receipts.spread() / receipts.mean();
        double unknown = (1 + ofReceipts * ofReceipts) * (1 + 1 / share.shape()) - 1;
        double variance = mean * word.piecesSpread() + mean * mean * unknown;
        return new Unseen(mean, CountLaw.of(mean, variance).quantile(SURE));
    }
}
