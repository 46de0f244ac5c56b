package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.reconciliation.Plan.Invoiced;
import io.tillwatch.reconciliation.Plan.Line;
import io.tillwatch.reconciliation.Plan.Receipt;
import io.tillwatch.reconciliation.Plan.Session;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Posts till sessions as design/reconciliation.md says that Odoo does. Knows nothing of how they are matched. */
final class PosLedger {
    private final OdooLedger ledger;
    private final OdooRows rows;
    private final Map<Session, List<ObjectNode>> orders = new java.util.LinkedHashMap<>();

    PosLedger(OdooLedger ledger) {
        this.ledger = ledger;
        this.rows = ledger.rows;
    }

    void post(List<Session> sessions) {
        sessions.forEach(session -> orders.put(session, new ArrayList<>()));
        for (Session session : sessions) {
            for (Receipt receipt : session.receipts) {
                if (receipt.imported) {
                    take(receipt, receipt.elsewhere == null ? session : receipt.elsewhere, receipt.uuid);
                }
                if (receipt.again) {
                    take(receipt, session, "again-" + receipt.uuid);
                }
            }
            session.unknown.forEach(receipt -> take(receipt, session, receipt.uuid));
        }
        sessions.forEach(this::session);
    }

    private void take(Receipt receipt, Session session, String uuid) {
        ObjectNode order = rows.add("pos.order");
        long id = OdooRows.id(order);
        List<Long> lines = new ArrayList<>();
        long tax = Plan.tax(receipt.booked) + receipt.taxShift;
        for (Line sold : receipt.booked) {
            ObjectNode line = rows.add("pos.order.line");
            lines.add(OdooRows.id(line));
            rows.one(line, "order_id", id, "order");
            rows.one(
                    line,
                    "product_id",
                    sold.article().product(),
                    "[" + sold.article().sku() + "] thing");
            rows.set(line, "qty", new BigDecimal(sold.pieces()));
            long shift = lines.size() == 1 ? receipt.taxShift : 0;
            rows.amount(line, "price_subtotal", sold.gross() - sold.tax() - shift);
            rows.amount(line, "price_subtotal_incl", sold.gross());
            rows.set(
                    line,
                    "tax_ids_after_fiscal_position",
                    List.of(ledger.tax(sold.article().tax())));
        }
        ObjectNode payment = rows.add("pos.payment");
        rows.one(payment, "pos_order_id", id, "order");
        rows.one(
                payment, "payment_method_id", ledger.method(receipt.bookedTender), ledger.called(receipt.bookedTender));
        rows.amount(payment, "amount", Plan.gross(receipt.booked));
        rows.set(order, "name", "Order " + id);
        rows.set(order, "uuid", uuid);
        rows.set(order, "pos_reference", receipt.id);
        boolean sold = receipt.orderState.equals("done");
        rows.set(order, "state", sold && !session.state.equals("closed") ? "paid" : receipt.orderState);
        rows.set(order, "date_order", receipt.at);
        rows.one(order, "session_id", session.id, session.name());
        rows.amount(order, "amount_total", Plan.gross(receipt.booked));
        rows.amount(order, "amount_tax", tax);
        rows.one(order, "currency_id", ledger.currency(ledger.money.currency()), ledger.money.currency());
        rows.set(order, "account_move", null);
        rows.set(order, "reversed_move_ids", List.of());
        rows.set(order, "lines", lines);
        rows.set(order, "payment_ids", List.of(OdooRows.id(payment)));
        rows.set(order, "write_date", session.stop);
        orders.get(session).add(order);
        ledger.ids.put(receipt, id);
        ledger.receipts.put(id, receipt);
        invoice(order, receipt, session);
        if (!session.goodsAtClosing && sold) {
            goods(session, id, receipt.booked, 0);
        }
    }

    private void invoice(ObjectNode order, Receipt receipt, Session session) {
        if (receipt.invoiced == Invoiced.NEVER) {
            return;
        }
        String name = order.path("name").asText();
        boolean refund = Plan.gross(receipt.booked) < 0;
        InvoiceLedger.Head head = new InvoiceLedger.Head(
                name, receipt.id, refund ? "out_refund" : "out_invoice", receipt.invoiceState, session.stop);
        long invoice = ledger.invoices.write(head, receipt.booked, receipt.invoiceMore, ledger.money.currency(), 5);
        rows.set(rows.get("account.move", invoice), "pos_order_ids", List.of(OdooRows.id(order)));
        rows.one(order, "account_move", invoice, "INV");
        if (receipt.invoiceTwice) {
            ledger.invoices.write(head, receipt.booked, 0, ledger.money.currency(), 5);
        }
        if (receipt.invoiceCopied) {
            ledger.ids.put("copy of " + receipt.id, ledger.invoices.copy(invoice));
        }
        if (receipt.invoiced == Invoiced.AFTER_CLOSING && !receipt.reversalState.isEmpty()) {
            ObjectNode reversal =
                    ledger.move("entry", receipt.reversalState, session.stop, "Reversal of POS closing entry");
            rows.one(reversal, "reversed_pos_order_id", OdooRows.id(order), name);
            rows.set(order, "reversed_move_ids", List.of(OdooRows.id(reversal)));
        }
    }

    private void session(Session session) {
        ObjectNode row = rows.add("pos.session", session.id);
        rows.set(row, "name", session.name());
        rows.set(row, "state", session.state);
        rows.one(row, "config_id", ledger.till(session.till), session.till);
        rows.set(row, "start_at", session.start);
        rows.set(row, "stop_at", session.state.equals("closed") ? session.stop : null);
        rows.set(
                row, "order_ids", orders.get(session).stream().map(OdooRows::id).toList());
        rows.one(row, "currency_id", ledger.currency(ledger.money.currency()), ledger.money.currency());
        rows.set(row, "move_id", null);
        rows.set(row, "write_date", session.stop);
        if (!session.state.equals("closed")) {
            return;
        }
        if (session.goodsAtClosing) {
            List<Line> all = new ArrayList<>();
            orders.get(session).stream()
                    .map(this::receipt)
                    .filter(receipt -> receipt.orderState.equals("done"))
                    .forEach(receipt -> all.addAll(receipt.booked));
            goods(session, null, all, session.goodsMore);
        }
        if (!session.entryMissing) {
            long entry = entry(session, true);
            rows.one(row, "move_id", entry, "POSS");
            ledger.ids.put(session, entry);
            if (session.entryTwice) {
                entry(session, false);
            }
            if (session.entryCopied) {
                rows.set(rows.get("account.move", entry(session, false)), "ref", null);
            }
            if (session.entryReversed) {
                ObjectNode reversal = ledger.move("entry", "posted", session.stop, "Reversal of: POSS");
                rows.one(reversal, "reversed_entry_id", entry, "POSS");
            }
        }
    }

    private Receipt receipt(ObjectNode order) {
        return ledger.receipts.get(OdooRows.id(order));
    }

    /** One entry for all orders that have no invoice of the till: by sign and tax, by payment method, and the goods. */
    private long entry(Session session, boolean linked) {
        ObjectNode move = ledger.move("entry", session.entryState, session.stop, session.name());
        if (session.entryDate != null) {
            rows.set(move, "date", session.entryDate.toString());
        }
        rows.set(move, "pos_session_ids", linked ? List.of(session.id) : List.of());
        Map<String, Long> net = new TreeMap<>();
        Map<String, Long> tax = new TreeMap<>();
        Map<String, Long> paid = new TreeMap<>();
        for (ObjectNode order : orders.get(session)) {
            Receipt receipt = receipt(order);
            if (!receipt.orderState.equals("done")) {
                continue;
            }
            paid.merge(receipt.bookedTender, Plan.gross(receipt.booked), Long::sum);
            if (receipt.invoiced == Invoiced.AT_THE_TILL) {
                continue;
            }
            for (Line line : receipt.booked) {
                String key = (line.gross() < 0 ? "Refund" : "Sales") + " "
                        + line.article().tax();
                net.merge(key, line.gross() - line.tax(), Long::sum);
                tax.merge(key, line.tax(), Long::sum);
            }
            if (receipt.taxShift != 0) {
                String key = "Sales " + receipt.booked.get(0).article().tax();
                net.merge(key, -receipt.taxShift, Long::sum);
                tax.merge(key, receipt.taxShift, Long::sum);
            }
        }
        String some = net.keySet().iterator().next();
        net.merge(some, session.entryMore, Long::sum);
        net.merge(some, (long) session.cents, Long::sum);
        if (session.taxesSwapped) {
            tax.merge("Sales 10", 500L, Long::sum);
            tax.merge("Sales 25", -500L, Long::sum);
        }
        if (session.tendersSwapped) {
            paid.merge("cash", 700L, Long::sum);
            paid.merge("card", -700L, Long::sum);
        }
        List<Long> lines = new ArrayList<>();
        net.forEach((key, amount) -> {
            ObjectNode line = ledger.line(move, lines, key, "product", "income", -amount);
            rows.set(line, "tax_ids", List.of(ledger.tax(taxOf(key))));
        });
        tax.forEach((key, amount) -> {
            ObjectNode line = ledger.line(move, lines, taxOf(key) + "%", "tax", "liability_current", -amount);
            rows.one(line, "tax_line_id", ledger.tax(taxOf(key)), taxOf(key) + "%");
        });
        paid.forEach((tender, amount) -> ledger.line(
                move,
                lines,
                session.name() + " - " + ledger.called(tender),
                "payment_term",
                "asset_receivable",
                amount));
        ledger.line(move, lines, null, "product", "expense", 4_200);
        ledger.line(move, lines, null, "product", "asset_current", -4_200);
        if (session.cents != 0) {
            String name = session.cashRounding ? "Rounding line" : "Difference at closing PoS session";
            ledger.line(
                    move, lines, name, "product", session.cashRounding ? "income" : "asset_receivable", session.cents);
        }
        rows.set(move, "line_ids", lines);
        return OdooRows.id(move);
    }

    private static int taxOf(String key) {
        return Integer.parseInt(key.substring(key.indexOf(' ') + 1));
    }

    private void goods(Session session, Long order, List<Line> lines, int more) {
        for (boolean back : new boolean[] {false, true}) {
            Map<Long, Integer> pieces = new TreeMap<>();
            lines.stream()
                    .filter(line -> line.pieces() < 0 == back)
                    .forEach(line -> pieces.merge(line.article().product(), Math.abs(line.pieces()), Integer::sum));
            if (pieces.isEmpty()) {
                continue;
            }
            ObjectNode picking = rows.add("stock.picking");
            rows.one(picking, "pos_session_id", session.id, session.name());
            rows.one(picking, "pos_order_id", order, "order");
            rows.set(picking, "sale_id", null);
            boolean first = !back;
            for (Map.Entry<Long, Integer> piece : pieces.entrySet()) {
                ObjectNode move = rows.add("stock.move");
                rows.one(move, "picking_id", OdooRows.id(picking), "WH/POS");
                rows.one(move, "product_id", piece.getKey(), "thing");
                rows.set(move, "quantity", new BigDecimal(piece.getValue() + (first ? more : 0)));
                rows.set(move, "state", "done");
                rows.set(move, "location_usage", back ? "customer" : "internal");
                rows.set(move, "location_dest_usage", back ? "internal" : "customer");
                first = false;
            }
        }
    }
}
