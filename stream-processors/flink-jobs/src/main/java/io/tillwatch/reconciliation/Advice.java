package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;

/** What to do about a kind of break, and whose it is. */
final class Advice {
    static final String FINANCE = "finance";
    static final String STORE = "store";
    static final String INTEGRATION = "integration";

    private Advice() {}

    static String action(BreakKind kind) {
        return switch (kind) {
            case MISSING_IN_ODOO ->
                "Import the sale again from its source; its identity keeps Odoo from booking it twice.";
            case MISSING_INVOICE -> "Create and post the invoice of the delivered order.";
            case DRAFT_POSTING -> "Review the draft and post it.";
            case CANCELLED_POSTING -> "Find out why it was cancelled; post it again, or cancel the sale at its source.";
            case SESSION_NOT_CLOSED -> "Close the session in Odoo, so that its sales are posted.";
            case SESSION_STUCK_CLOSING ->
                "Open the session's closing in Odoo: settle its draft orders or its difference, then close it.";
            case AMOUNT_MISMATCH -> "Compare prices and discounts line by line, then correct the side that is wrong.";
            case TAX_MISMATCH -> "Compare the tax rates of the products with those of the source.";
            case TENDER_MISMATCH -> "Compare the payment method in Odoo with the receipt, and move the payment.";
            case CURRENCY_MISMATCH -> "Credit the invoice and issue it in the currency of the sale.";
            case QUANTITY_MISMATCH -> "Compare the lines with the receipt, and correct stock and document.";
            case DUPLICATE_ORDER -> "Refund the second order in Odoo: the receipt was sent twice under two identities.";
            case DUPLICATE_POSTING -> "Reverse the posting that is too many.";
            case ORPHAN_POSTING -> "Find the sale that it belongs to; if there is none, reverse it.";
            case LATE_POSTING -> "Decide on the period: move the posting's date, or accrue the revenue.";
            case WRONG_SESSION ->
                "Expect the amount in the other session's entry; correct the till's report for the day.";
            case ENTRY_ALTERED -> "Ask who edited the entry, and restore the amounts of its orders.";
            case ROUNDING -> "Compare the rounding of the source with Odoo's: the cents add up.";
            case UNEXPLAINED -> "Compare the session's receipts with its orders by hand.";
        };
    }

    static String audience(BreakKind kind) {
        return switch (kind) {
            case MISSING_IN_ODOO, DUPLICATE_ORDER, ORPHAN_POSTING, WRONG_SESSION -> INTEGRATION;
            case SESSION_NOT_CLOSED, SESSION_STUCK_CLOSING, TENDER_MISMATCH -> STORE;
            default -> FINANCE;
        };
    }
}
