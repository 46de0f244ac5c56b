package io.tillwatch.reconciliation;

import io.tillwatch.reconciliation.Plan.CreditKey;
import io.tillwatch.reconciliation.Plan.Invoiced;
import io.tillwatch.reconciliation.Plan.Line;
import io.tillwatch.reconciliation.Plan.Receipt;
import io.tillwatch.reconciliation.Plan.Session;
import io.tillwatch.reconciliation.Plan.WebOrder;
import io.tillwatch.reconciliation.Plan.WebReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A way in which books break, on something of its own that nothing else has touched: {@code slot} says on which receipt,
 * session or order, so that two breaks in one world do not meet.
 */
enum Break {
    MISSING_RECEIPT((world, session, receipt, order) -> {
        receipt.imported = false;
        return sale("MISSING_IN_ODOO", receipt);
    }),
    RECEIPT_DRAFT((world, session, receipt, order) -> {
        receipt.orderState = "draft";
        return sale("DRAFT_POSTING", receipt);
    }),
    RECEIPT_CANCELLED((world, session, receipt, order) -> {
        receipt.orderState = "cancel";
        return sale("CANCELLED_POSTING", receipt);
    }),
    RECEIPT_AMOUNT((world, session, receipt, order) -> {
        receipt.booked = dearer(receipt.sold);
        return sale("AMOUNT_MISMATCH", receipt);
    }),
    RECEIPT_TAX((world, session, receipt, order) -> {
        receipt.taxShift = 50;
        return sale("TAX_MISMATCH", receipt);
    }),
    RECEIPT_TENDER((world, session, receipt, order) -> {
        receipt.bookedTender = receipt.tender.equals("cash") ? "card" : "cash";
        return sale("TENDER_MISMATCH", receipt);
    }),
    RECEIPT_QUANTITY((world, session, receipt, order) -> {
        receipt.booked = morePieces(receipt.sold);
        return world.tellsLines() ? sale("QUANTITY_MISMATCH", receipt) : Set.of();
    }),
    RECEIPT_AGAIN((world, session, receipt, order) -> {
        receipt.again = true;
        return sale("DUPLICATE_ORDER", receipt);
    }),
    RECEIPT_UNKNOWN((world, session, receipt, order) -> {
        Receipt unknown = world.receipt(session, "unknown-" + session.id, 3);
        session.unknown.add(unknown);
        return posting("ORPHAN_POSTING", "pos.order", unknown);
    }),
    RECEIPT_REROUTED((world, session, receipt, order) -> {
        receipt.elsewhere = world.plan.sessions.stream()
                .filter(other -> other.till.equals(session.till) && other.start.isAfter(session.start))
                .findFirst()
                .orElse(
                        world.plan.sessions.get(0) == session
                                ? world.plan.sessions.get(1)
                                : world.plan.sessions.get(0));
        return sale("WRONG_SESSION", receipt);
    }),
    RECEIPT_INVOICE_DRAFT((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AT_THE_TILL;
        receipt.invoiceState = "draft";
        return sale("DRAFT_POSTING", receipt);
    }),
    RECEIPT_INVOICE_CANCELLED((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AT_THE_TILL;
        receipt.invoiceState = "cancel";
        return sale("CANCELLED_POSTING", receipt);
    }),
    RECEIPT_INVOICE_AMOUNT((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AT_THE_TILL;
        receipt.invoiceMore = 333;
        return sale("AMOUNT_MISMATCH", receipt);
    }),
    RECEIPT_INVOICED_TWICE((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AT_THE_TILL;
        receipt.invoiceTwice = true;
        return sale("DUPLICATE_POSTING", receipt);
    }),
    RECEIPT_INVOICE_COPIED((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AT_THE_TILL;
        receipt.invoiceCopied = true;
        return posting("ORPHAN_POSTING", "account.move", "copy of " + receipt.id);
    }),
    REVERSAL_MISSING((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AFTER_CLOSING;
        receipt.reversalState = "";
        return sale("DUPLICATE_POSTING", receipt);
    }),
    REVERSAL_DRAFT((world, session, receipt, order) -> {
        receipt.invoiced = Invoiced.AFTER_CLOSING;
        receipt.reversalState = "draft";
        return sale("DRAFT_POSTING", receipt);
    }),
    SESSION_OPEN((world, session, receipt, order) -> {
        session.state = "opened";
        return session("SESSION_NOT_CLOSED", session);
    }),
    SESSION_STUCK((world, session, receipt, order) -> {
        session.state = "closing_control";
        return session("SESSION_STUCK_CLOSING", session);
    }),
    ENTRY_DRAFT((world, session, receipt, order) -> {
        session.entryState = "draft";
        return session("DRAFT_POSTING", session);
    }),
    ENTRY_CANCELLED((world, session, receipt, order) -> {
        session.entryState = "cancel";
        return session("CANCELLED_POSTING", session);
    }),
    ENTRY_MISSING((world, session, receipt, order) -> {
        session.entryMissing = true;
        return session("MISSING_IN_ODOO", session);
    }),
    ENTRY_ALTERED((world, session, receipt, order) -> {
        session.entryMore = -1_234;
        return session("ENTRY_ALTERED", session);
    }),
    ENTRY_TWICE((world, session, receipt, order) -> {
        session.entryTwice = true;
        return session("DUPLICATE_POSTING", session);
    }),
    ENTRY_COPIED((world, session, receipt, order) -> {
        session.entryCopied = true;
        return session("DUPLICATE_POSTING", session);
    }),
    ENTRY_REVERSED((world, session, receipt, order) -> {
        session.entryReversed = true;
        return session("CANCELLED_POSTING", session);
    }),
    ENTRY_TAXES((world, session, receipt, order) -> {
        session.taxesSwapped = true;
        return session("TAX_MISMATCH", session);
    }),
    ENTRY_TENDERS((world, session, receipt, order) -> {
        session.tendersSwapped = true;
        return session("TENDER_MISMATCH", session);
    }),
    ENTRY_LATE((world, session, receipt, order) -> {
        session.entryDate = java.time.LocalDate.of(2026, 4, 20);
        return session("LATE_POSTING", session);
    }),
    GOODS((world, session, receipt, order) -> {
        session.goodsAtClosing = true;
        session.goodsMore = 2;
        return session("QUANTITY_MISMATCH", session);
    }),
    CENTS((world, session, receipt, order) -> {
        session.cents = 0;
        for (int i = 0; i < 60; i++) {
            Receipt one = world.receipt(session, "cents-" + session.id + "-" + i, 0);
            one.booked = List.of(more(one.sold.get(0), 1));
            one.booked = concat(one.booked, one.sold.subList(1, one.sold.size()));
            session.receipts.add(one);
        }
        return session("ROUNDING", session);
    }),
    ORDER_MISSING((world, session, receipt, order) -> {
        order.imported = false;
        return sale("MISSING_IN_ODOO", order);
    }),
    ORDER_TWICE((world, session, receipt, order) -> {
        order.orders = 2;
        return sale("DUPLICATE_ORDER", order);
    }),
    ORDER_CANCELLED((world, session, receipt, order) -> {
        order.cancelledInOdoo = true;
        order.invoice = false;
        return sale("CANCELLED_POSTING", order);
    }),
    INVOICE_MISSING((world, session, receipt, order) -> {
        order.invoice = false;
        return sale("MISSING_INVOICE", order);
    }),
    INVOICE_DRAFT((world, session, receipt, order) -> {
        order.invoiceState = "draft";
        return sale("DRAFT_POSTING", order);
    }),
    INVOICE_CANCELLED((world, session, receipt, order) -> {
        order.invoiceState = "cancel";
        return sale("CANCELLED_POSTING", order);
    }),
    INVOICE_AMOUNT((world, session, receipt, order) -> {
        order.invoiced = dearer(order.sold);
        return sale("AMOUNT_MISMATCH", order);
    }),
    INVOICE_TAX((world, session, receipt, order) -> {
        order.taxShift = 60;
        return sale("TAX_MISMATCH", order);
    }),
    INVOICE_QUANTITY((world, session, receipt, order) -> {
        order.invoiced = morePieces(order.sold);
        return world.tellsLines() ? sale("QUANTITY_MISMATCH", order) : Set.of();
    }),
    INVOICE_CURRENCY((world, session, receipt, order) -> {
        order.bookedCurrency = world.plan.money.other();
        return sale("CURRENCY_MISMATCH", order);
    }),
    INVOICE_TWICE((world, session, receipt, order) -> {
        order.invoiceTwice = true;
        return sale("DUPLICATE_POSTING", order);
    }),
    INVOICE_COPIED((world, session, receipt, order) -> {
        order.invoiceCopied = true;
        return posting("ORPHAN_POSTING", "account.move", "copy of " + order.reference);
    }),
    INVOICE_LATE((world, session, receipt, order) -> {
        order.date = java.time.LocalDate.of(2026, 4, 20);
        return sale("LATE_POSTING", order);
    }),
    RETURN_MISSING((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.imported = false;
        return back(back.key == CreditKey.OF_THE_ORDER ? "MISSING_INVOICE" : "MISSING_IN_ODOO", back);
    }),
    RETURN_DRAFT((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.state = "draft";
        return back("DRAFT_POSTING", back);
    }),
    RETURN_CANCELLED((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.state = "cancel";
        return back("CANCELLED_POSTING", back);
    }),
    RETURN_AMOUNT((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.credited = List.of(more(back.back.get(0), -777));
        // Without a key there is nothing left to find it by.
        return back(back.key == CreditKey.NONE ? "MISSING_IN_ODOO" : "AMOUNT_MISMATCH", back);
    }),
    RETURN_TAX((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.taxShift = 70;
        return back("TAX_MISMATCH", back);
    }),
    RETURN_QUANTITY((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        Line line = back.back.get(0);
        back.credited = List.of(new Line(line.article(), line.pieces() - 1, line.gross()));
        return world.tellsLines() ? back("QUANTITY_MISMATCH", back) : Set.of();
    }),
    RETURN_TWICE((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.creditedTwice = true;
        return back(back.key == CreditKey.NONE ? "MISSING_IN_ODOO" : "DUPLICATE_POSTING", back);
    }),
    RETURN_LATE((world, session, receipt, order) -> {
        WebReturn back = ofSlot(world, order);
        back.date = java.time.LocalDate.of(2026, 4, 20);
        return back(back.key == CreditKey.NONE ? "MISSING_IN_ODOO" : "LATE_POSTING", back);
    }),
    BUNDLE_AMOUNT((world, session, receipt, order) -> {
        world.plan.bundles.get(0).more = 4_321;
        return posting("AMOUNT_MISMATCH", "account.move", world.plan.bundles.get(0));
    });

    @SuppressWarnings("ImmutableEnumChecker") // none of them captures anything
    private final Change change;

    Break(Change change) {
        this.change = change;
    }

    private interface Change {
        Set<Object> apply(World world, Session session, Receipt receipt, WebOrder order);
    }

    /** A posting that stands in a case; the ledger knows its id. */
    record InPosting(String kind, String model, Object part) {}

    /** Breaks the world and says what has to be told, in words, or as a posting whose id is known later. */
    Set<Object> in(World world, int slot) {
        Session session = world.plan.sessions.get(slot);
        return change.apply(world, session, world.plain(session, slot), world.plain(slot));
    }

    static Function<Object, String> named(World world) {
        return expected -> expected instanceof InPosting posting
                ? posting.kind() + " " + posting.model() + " "
                        + world.ledger().ids.get(posting.part())
                : expected.toString();
    }

    private static Set<Object> sale(String kind, Receipt receipt) {
        return Set.of(kind + " " + receipt.id);
    }

    private static Set<Object> sale(String kind, WebOrder order) {
        return Set.of(kind + " " + order.reference);
    }

    /** The order that is handed in says which slot it is. */
    private static WebReturn ofSlot(World world, WebOrder order) {
        return world.back(world.plan.orders.indexOf(order) - World.FIRST_PLAIN);
    }

    private static Set<Object> back(String kind, WebReturn back) {
        return Set.of(kind + " " + back.id);
    }

    private static Set<Object> session(String kind, Session session) {
        return Set.of(kind + " session " + session.id);
    }

    private static Set<Object> posting(String kind, String model, Object part) {
        return Set.of(new InPosting(kind, model, part));
    }

    private static Line more(Line line, long gross) {
        return new Line(line.article(), line.pieces(), line.gross() + gross);
    }

    private static List<Line> dearer(List<Line> lines) {
        return concat(List.of(more(lines.get(0), 777)), lines.subList(1, lines.size()));
    }

    private static List<Line> morePieces(List<Line> lines) {
        Line first = lines.get(0);
        Line changed = new Line(first.article(), first.pieces() + 1, first.gross());
        return concat(List.of(changed), lines.subList(1, lines.size()));
    }

    private static List<Line> concat(List<Line> some, List<Line> others) {
        List<Line> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
