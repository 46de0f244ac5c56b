package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.reconciliation.Plan.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes invoices and credit notes. */
final class InvoiceLedger {
    private final OdooLedger ledger;
    private final OdooRows rows;

    /** What an invoice says of itself. */
    record Head(@Nullable String ref, @Nullable String origin, String type, String state, Instant at) {}

    InvoiceLedger(OdooLedger ledger) {
        this.ledger = ledger;
        this.rows = ledger.rows;
    }

    /** @param more what somebody added to its total by hand */
    long write(Head head, List<Line> sold, long more, String currency, long partner) {
        ObjectNode move = ledger.move(head.type(), head.state(), head.at(), head.ref());
        boolean refund = head.type().equals("out_refund");
        rows.set(move, "invoice_origin", head.origin());
        rows.one(move, "partner_id", partner, "Customer " + partner);
        rows.one(move, "currency_id", ledger.currency(currency), currency);
        rows.amount(move, "amount_total", Math.abs(Plan.gross(sold)) + more);
        rows.amount(move, "amount_tax", Math.abs(Plan.tax(sold)));
        List<Long> lines = new ArrayList<>();
        for (Line line : sold) {
            long net = line.gross() - line.tax();
            ObjectNode row = ledger.line(move, lines, "thing", "product", "income", refund ? Math.abs(net) : -net);
            rows.one(
                    row,
                    "product_id",
                    line.article().product(),
                    "[" + line.article().sku() + "] thing");
            rows.set(row, "quantity", new BigDecimal(Math.abs(line.pieces())));
            rows.amount(row, "price_subtotal", Math.abs(net));
        }
        ledger.line(move, lines, "tax", "tax", "liability_current", refund ? Plan.tax(sold) : -Plan.tax(sold));
        rows.set(move, "line_ids", lines);
        return OdooRows.id(move);
    }

    /** A copy keeps customer, amounts and lines, and loses every key. */
    long copy(long original) {
        ObjectNode from = rows.get("account.move", original);
        ObjectNode copy = ledger.move(from.path("move_type").asText(), "posted", OdooLedger.COPIED, null);
        for (String field : List.of("partner_id", "currency_id", "amount_total", "amount_tax")) {
            copy.set(field, from.get(field));
        }
        rows.set(copy, "invoice_origin", null);
        List<Long> lines = new ArrayList<>();
        from.path("line_ids").forEach(id -> {
            ObjectNode line = rows.add("account.move.line");
            long own = OdooRows.id(line);
            line.setAll(rows.get("account.move.line", id.asLong()).deepCopy());
            line.put("id", own);
            rows.one(line, "move_id", OdooRows.id(copy), "copy");
            lines.add(own);
        });
        rows.set(copy, "line_ids", lines);
        return OdooRows.id(copy);
    }
}
