package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.Signal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cause that a signal proves by its own figures; null where it proves none. Pure, thread-safe. */
final class OwnEvidence {
    private static final double PROVED = 0.9;
    private static final double LIKELY = 0.75;

    private OwnEvidence() {}

    static @Nullable Cause of(Signal signal) {
        Map<String, String> evidence = signal.evidence();
        String subject = signal.subject();
        return switch (signal.kind()) {
            case SOURCE_OFFLINE -> proved("heartbeat of " + subject + " offline", "its link is reported to be down");
            case SOURCE_SILENT ->
                likely("sender of " + subject + " stopped while its link is up", "others of the flow speak as usual");
            case CLOCK_SKEW ->
                proved("clock of " + subject + " is wrong", "its events say so, and those of others do not");
            case CREDENTIAL_EXPIRY ->
                proved(
                        evidence.getOrDefault("credential", "credential") + " of " + subject + " was not renewed",
                        "it ends at " + evidence.getOrDefault("ends", "an unknown time"));
            case RECONCILIATION_BREAKS, SESSION_STUCK, LATE_POSTING -> books(evidence.getOrDefault("kind", ""));
            case STOCK_DRIFT -> drift(evidence.getOrDefault("explanation", ""));
            case TRANSFER_DISCREPANCY -> transfer(evidence);
            case OVERSELL -> oversell(subject, evidence);
            case COUNT_VARIANCE ->
                likely(
                        "a loss at " + subject + " that no movement explains",
                        "the count differs by " + evidence.getOrDefault("variance", "an unknown figure"));
            case DEMAND_SURGE -> likely("demand for " + subject + " itself", "no calendar entry explains it");
            case ORDER_STUCK ->
                likely(
                        "step " + evidence.getOrDefault("step", "unknown") + " is not taken at " + subject,
                        evidence.getOrDefault("orders", "some") + " orders wait there");
            default -> null;
        };
    }

    /**
     * Who reserves was told that there is something: another order or a till had it as well. Where nothing is reserved, a
     * till sold what the books never had.
     */
    private static @Nullable Cause oversell(String subject, Map<String, String> evidence) {
        String losers = evidence.getOrDefault("losingOrders", "");
        if (losers.isEmpty()) {
            return null;
        }
        if (evidence.getOrDefault("reserved", "").equals("0")) {
            return likely("pieces of " + subject + " that no event brought", "sold beyond the books: " + losers);
        }
        String what = "last pieces of " + subject + " sold to several at once";
        return losers.contains(",")
                ? proved(what, "orders that lose: " + losers)
                : likely(what, "the order that loses: " + losers);
    }

    private static @Nullable Cause books(String kind) {
        return switch (kind) {
            case "MISSING_IN_ODOO" -> proved("receipt never imported", "the till rang it, Odoo does not have it");
            case "ENTRY_ALTERED" -> proved("posted entry edited", "the entry differs from its orders");
            case "DUPLICATE_ORDER" -> proved("receipt imported twice", "two orders in Odoo bear the same receipt");
            case "TENDER_MISMATCH" -> proved("payment booked under another method", "the till says otherwise");
            case "SESSION_STUCK_CLOSING" ->
                proved("session stuck in closing", "Odoo began to close it and did not end");
            case "SESSION_NOT_CLOSED" -> proved("session never closed", "the till closed it, Odoo did not");
            default -> null;
        };
    }

    private static @Nullable Cause drift(String explanation) {
        return switch (explanation) {
            case "UNIT_ERROR" -> proved("unit error in a receipt", "packs on one side, pieces on the other");
            case "ONLY_IN_ODOO" -> likely("a movement that only Odoo has", "no event tells of it");
            case "ONLY_IN_EVENTS" -> likely("a movement that Odoo has not booked", "an event tells of it");
            default -> null;
        };
    }

    private static Cause transfer(Map<String, String> evidence) {
        String transfer = "transfer " + evidence.getOrDefault("transfer", "");
        boolean nothing = evidence.getOrDefault("received", "").equals("0");
        return nothing
                ? proved(transfer + " never received", evidence.getOrDefault("missing", "some") + " left and none came")
                : proved(transfer + " arrived short", evidence.getOrDefault("missing", "some") + " are missing");
    }

    private static Cause proved(String what, String how) {
        return new Cause(what, PROVED, List.of(how));
    }

    private static Cause likely(String what, String how) {
        return new Cause(what, LIKELY, List.of(how));
    }
}
