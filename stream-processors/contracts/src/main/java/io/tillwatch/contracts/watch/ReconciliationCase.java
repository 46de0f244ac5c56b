package io.tillwatch.contracts.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what was sold and what Odoo's books say, or a posting that nothing explains.
 *
 * @param id hash of the sorted members and the rule version: independent of input order and of re-runs
 * @param breakClass EXPECTED while it is not due yet
 * @param sales source ids of the sales concerned
 * @param sessions Odoo session ids
 * @param residual the difference, part by part
 * @param evidence what the pipeline knows that explains it
 * @param valueAtRisk decimal string in the amounts' currency
 * @param audience whom it is for: {@code finance}, {@code store}, {@code integration}
 * @param open false when a later reading closed it
 * @param version counts its changes; higher replaces lower
 */
public record ReconciliationCase(
        String id,
        Level level,
        @JsonProperty("class") BreakClass breakClass,
        BreakKind kind,
        Status status,
        List<String> sales,
        List<Long> sessions,
        List<Posting> postings,
        @Nullable Amounts amounts,
        List<ResidualPart> residual,
        String explanation,
        String action,
        @Nullable String store,
        List<String> evidence,
        String valueAtRisk,
        String audience,
        boolean open,
        @Nullable Instant since,
        @Nullable Instant updatedAt,
        String ruleVersion,
        long version,
        Map<String, String> facts) {

    /** What the case is about. */
    public enum Level {
        @JsonProperty("sale")
        SALE,
        @JsonProperty("session")
        SESSION,
        @JsonProperty("posting")
        POSTING
    }

    /** Whether it is a break yet. */
    public enum BreakClass {
        EXPECTED,
        MISMATCHED
    }

    /** Confirmed by a proof, or suggested with alternatives. */
    public enum Status {
        @JsonProperty("confirmed")
        CONFIRMED,
        @JsonProperty("suggested")
        SUGGESTED
    }

    /** The taxonomy of breaks. */
    public enum BreakKind {
        MISSING_IN_ODOO,
        MISSING_INVOICE,
        DRAFT_POSTING,
        CANCELLED_POSTING,
        SESSION_NOT_CLOSED,
        SESSION_STUCK_CLOSING,
        AMOUNT_MISMATCH,
        TAX_MISMATCH,
        TENDER_MISMATCH,
        CURRENCY_MISMATCH,
        QUANTITY_MISMATCH,
        DUPLICATE_ORDER,
        DUPLICATE_POSTING,
        ORPHAN_POSTING,
        /** Posted into the wrong period. */
        LATE_POSTING,
        WRONG_SESSION,
        ENTRY_ALTERED,
        ROUNDING,
        UNEXPLAINED
    }

    /** A document in Odoo. */
    public record Posting(String model, long id, @Nullable String name) {}

    /** Decimal strings in one currency; null where the side has no amount. */
    public record Amounts(@Nullable String sale, @Nullable String odoo, String residual, String currency) {}

    /** One part of the residual, as a decimal string. */
    public record ResidualPart(String part, String amount) {}
}
