package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.reconciliation.InvoiceLedger.Head;
import io.tillwatch.reconciliation.Plan.Bundle;
import io.tillwatch.reconciliation.Plan.Line;
import io.tillwatch.reconciliation.Plan.Receipt;
import io.tillwatch.reconciliation.Plan.WebOrder;
import io.tillwatch.reconciliation.Plan.WebReturn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Odoo's books of a plan, posted as design/reconciliation.md says. Independent of the code that is tested. */
final class OdooLedger {
    static final Instant COPIED = Instant.parse("2026-03-12T10:00:00Z");
    private static final List<Integer> TAXES = List.of(10, 25);
    private static final List<String> TENDERS = List.of("cash", "card");

    final OdooRows rows;
    final Plan.Money money;
    final InvoiceLedger invoices;
    final Map<Object, Long> ids = new HashMap<>();
    final Map<Long, Receipt> receipts = new HashMap<>();
    private final ZoneId zone;
    private final Map<String, Long> tills = new HashMap<>();

    private OdooLedger(Plan plan, List<Plan.Article> articles, ZoneId zone, boolean names) {
        this.rows = new OdooRows(names, plan.money.digits());
        this.money = plan.money;
        this.zone = zone;
        this.invoices = new InvoiceLedger(this);
        for (String code : List.of(money.currency(), money.company(), money.other())) {
            rows.set(rows.add("res.currency", currency(code)), "name", code);
        }
        for (Plan.Article article : articles) {
            ObjectNode product = rows.add("product.product", article.product());
            rows.set(product, "default_code", article.sku());
            rows.set(product, "type", "consu");
        }
        for (String tender : TENDERS) {
            ObjectNode method = rows.add("pos.payment.method", method(tender));
            rows.set(method, "name", called(tender));
            rows.set(method, "type", tender.equals("cash") ? "cash" : "bank");
        }
    }

    static OdooLedger post(Plan plan, List<Plan.Article> articles, ZoneId zone, boolean names) {
        OdooLedger ledger = new OdooLedger(plan, articles, zone, names);
        new PosLedger(ledger).post(plan.sessions);
        plan.orders.stream()
                .filter(order -> plan.bundles.stream().noneMatch(bundle -> bundle.orders.contains(order)))
                .forEach(ledger::order);
        plan.bundles.forEach(ledger::bundle);
        plan.returns.stream()
                .filter(back -> plan.returns.stream().noneMatch(first -> first.together == back))
                .forEach(ledger::credit);
        return ledger;
    }

    private void order(WebOrder order) {
        if (!order.imported) {
            return;
        }
        for (int i = 0; i < order.orders; i++) {
            ObjectNode row = saleOrder(order);
            if (order.invoice) {
                invoice(order, row);
            }
        }
    }

    private ObjectNode saleOrder(WebOrder order) {
        ObjectNode row = rows.add("sale.order");
        rows.set(row, "name", "S" + OdooRows.id(row));
        rows.set(row, "client_order_ref", order.keyKept ? order.reference : null);
        rows.set(row, "state", order.cancelledInOdoo ? "cancel" : "sale");
        rows.amount(row, "amount_total", Plan.gross(order.sold));
        rows.one(row, "currency_id", currency(order.currency), order.currency);
        rows.set(row, "invoice_ids", List.of());
        rows.set(row, "delivery_status", order.delivered ? "full" : "pending");
        rows.set(row, "date_order", order.at);
        rows.set(row, "write_date", order.at);
        ids.put(order, OdooRows.id(row));
        return row;
    }

    private void invoice(WebOrder order, ObjectNode row) {
        String origin = row.path("name").asText();
        Head head = new Head(order.reference, origin, "out_invoice", order.invoiceState, order.at);
        if (!order.keyKept) {
            head = new Head(null, origin, "out_invoice", order.invoiceState, order.at);
        }
        List<Long> linked = new ArrayList<>();
        if (order.invoicedInTwo) {
            linked.add(dated(order, invoices.write(head, order.invoiced.subList(0, 1), 0, order.bookedCurrency, 7)));
            linked.add(dated(
                    order,
                    invoices.write(
                            head, order.invoiced.subList(1, order.invoiced.size()), 0, order.bookedCurrency, 7)));
        } else {
            long first = dated(order, invoices.write(head, order.invoiced, 0, order.bookedCurrency, 7));
            taxes(first, order.taxShift, order.invoiced);
            linked.add(first);
            if (order.invoiceTwice) {
                linked.add(dated(order, invoices.write(head, order.invoiced, 0, order.bookedCurrency, 7)));
            }
            if (order.invoiceCopied) {
                ids.put("copy of " + order.reference, invoices.copy(first));
            }
            if (order.credited) {
                Head credit = new Head("Reversal of: INV", origin, "out_refund", "posted", order.at);
                long note = invoices.write(credit, order.invoiced, 0, order.bookedCurrency, 7);
                rows.one(rows.get("account.move", note), "reversed_entry_id", first, "INV");
                linked.add(note);
            }
            if (order.replaced) {
                linked.add(dated(order, invoices.write(head, order.invoiced, 0, order.bookedCurrency, 7)));
            }
        }
        rows.set(row, "invoice_ids", linked);
    }

    /** A credit note of the order's invoice, which loses the reference unless a person writes one. */
    private void credit(WebReturn back) {
        if (!back.imported) {
            return;
        }
        ObjectNode order = rows.get("sale.order", ids.get(back.of));
        List<Long> linked = new ArrayList<>();
        order.path("invoice_ids").forEach(id -> linked.add(id.asLong()));
        long invoice = linked.get(0);
        String ref = back.key == Plan.CreditKey.OF_ITS_OWN ? "Reversal of: INV, " + back.id : "Reversal of: INV";
        List<Line> lines = new ArrayList<>(back.credited);
        if (back.together != null) {
            lines.addAll(back.together.credited);
        }
        Head head = new Head(ref, order.path("name").asText(), "out_refund", back.state, back.at);
        for (int i = 0; i < (back.creditedTwice ? 2 : 1); i++) {
            long note = invoices.write(head, lines, 0, back.of.bookedCurrency, 7);
            ObjectNode row = rows.get("account.move", note);
            rows.one(row, "reversed_entry_id", invoice, "INV");
            if (back.taxShift != 0) {
                rows.amount(row, "amount_tax", Math.abs(Plan.tax(lines)) + back.taxShift);
            }
            if (back.date != null) {
                rows.set(row, "date", back.date.toString());
            }
            linked.add(note);
            ids.put(back.id, note);
        }
        rows.set(order, "invoice_ids", linked);
    }

    private long dated(WebOrder order, long invoice) {
        if (order.date != null) {
            rows.set(rows.get("account.move", invoice), "date", order.date.toString());
        }
        return invoice;
    }

    private void taxes(long invoice, long shift, List<Line> lines) {
        if (shift != 0) {
            rows.amount(rows.get("account.move", invoice), "amount_tax", Plan.tax(lines) + shift);
        }
    }

    private void bundle(Bundle bundle) {
        List<ObjectNode> members = bundle.orders.stream().map(this::saleOrder).toList();
        List<Line> lines = new ArrayList<>();
        bundle.orders.forEach(order -> lines.addAll(order.sold));
        WebOrder first = bundle.orders.get(0);
        Head head = new Head(
                String.join(
                        ", ",
                        bundle.orders.stream().map(order -> order.reference).toList()),
                String.join(
                        ", ",
                        members.stream().map(row -> row.path("name").asText()).toList()),
                "out_invoice",
                "posted",
                first.at);
        long invoice = invoices.write(head, lines, bundle.more, first.currency, 7);
        members.forEach(row -> rows.set(row, "invoice_ids", List.of(invoice)));
        ids.put(bundle, invoice);
    }

    ObjectNode move(String type, String state, Instant at, @Nullable String ref) {
        ObjectNode move = rows.add("account.move");
        boolean entry = type.equals("entry");
        rows.set(move, "name", state.equals("draft") ? null : "MOVE/" + OdooRows.id(move));
        rows.set(move, "ref", ref);
        rows.set(move, "invoice_origin", null);
        rows.set(move, "move_type", type);
        rows.set(move, "state", state);
        rows.set(move, "date", LocalDate.ofInstant(at, zone).toString());
        rows.one(move, "journal_id", entry ? 8L : 1L, entry ? "Point of Sale" : "Sales");
        rows.set(move, "partner_id", null);
        rows.amount(move, "amount_total", 777_777);
        rows.amount(move, "amount_tax", 0);
        rows.one(move, "currency_id", currency(money.company()), money.company());
        rows.set(move, "pos_session_ids", List.of());
        rows.set(move, "pos_order_ids", List.of());
        rows.set(move, "reversed_entry_id", null);
        rows.set(move, "line_ids", List.of());
        rows.set(move, "write_date", at);
        return move;
    }

    /** A line in the sales' currency; its balance is in the company's. */
    ObjectNode line(
            ObjectNode move, List<Long> lines, @Nullable String name, String display, String account, long amount) {
        ObjectNode line = rows.add("account.move.line");
        lines.add(OdooRows.id(line));
        rows.one(line, "move_id", OdooRows.id(move), "move");
        rows.set(line, "name", name);
        rows.set(line, "display_type", display);
        rows.set(line, "account_type", account);
        rows.amount(line, "balance", amount * money.rate());
        rows.amount(line, "amount_currency", amount);
        rows.one(line, "currency_id", currency(money.currency()), money.currency());
        rows.set(line, "quantity", BigDecimal.ONE);
        rows.amount(line, "price_subtotal", amount);
        rows.set(line, "product_id", null);
        rows.set(line, "tax_ids", List.of());
        rows.set(line, "tax_line_id", null);
        return line;
    }

    long currency(String code) {
        return 100 + code.charAt(0) * 26L + code.charAt(1);
    }

    long tax(int percent) {
        return TAXES.indexOf(percent) + 1L;
    }

    long method(String tender) {
        return TENDERS.indexOf(tender) + 1L;
    }

    String called(String tender) {
        return tender.equals("cash") ? "Cash S01" : "Card - terminal";
    }

    long till(String name) {
        return tills.computeIfAbsent(name, till -> {
            ObjectNode row = rows.add("pos.config");
            rows.set(row, "name", till);
            rows.one(row, "journal_id", 8L, "Point of Sale");
            return OdooRows.id(row);
        });
    }
}
