package io.tillwatch.health;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.util.List;

/**
 * When a share of bad outcomes is a condition: both the share and the absolute count must be reached, so that one
 * failure of two never pages.
 *
 * @param tally prefix of the tallies it looks at; what follows the colon is the subject
 * @param span how far back it looks
 * @param leastBad fewest bad outcomes
 * @param leastShare smallest share of bad outcomes, 0..1
 * @param what in words, for people
 */
record ShareRule(
        IncidentKind kind, String tally, Duration span, long leastBad, double leastShare, double score, String what) {

    /** Refunds and payments are few, so they are looked at over an hour. */
    static final List<ShareRule> ALL = List.of(
            new ShareRule(IncidentKind.REFUND_FAILING, "refund:", Duration.ofHours(1), 5, 0.10, 0.9, "refunds failed"),
            new ShareRule(
                    IncidentKind.PAYMENT_FAILING, "payment:", Duration.ofMinutes(30), 8, 0.20, 0.9, "payments failed"),
            new ShareRule(
                    IncidentKind.API_THROTTLED,
                    "throttled:",
                    Duration.ofMinutes(15),
                    5,
                    0.10,
                    0.6,
                    "calls were throttled"),
            new ShareRule(
                    IncidentKind.WEBHOOK_FAILING,
                    "webhook:",
                    Duration.ofMinutes(15),
                    8,
                    0.25,
                    0.6,
                    "deliveries failed"));

    boolean holds(Tally tally) {
        return tally.bad() >= leastBad && tally.badShare() >= leastShare;
    }
}
