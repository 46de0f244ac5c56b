package io.tillwatch.reconciliation.bulk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.reconciliation.Means;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of an export as the documents that Odoo would have sent; only for lines that were packed before. */
final class CsvDocuments {
    private static final Pattern NO_DIGITS = Pattern.compile("\\D+");
    private static final int CASH_METHOD = 1;
    private static final int BANK_METHOD = 2;
    private static final int PAY_LATER_METHOD = 3;
    private static final int FIRST_NAMED = 1_000;
    private static final long MOST_TAXES = 64;

    private final Columns columns;
    private final Instant readAt;

    CsvDocuments(Columns columns, Instant readAt) {
        this.columns = columns;
        this.readAt = readAt;
    }

    /** A payment method for each means, since an export of orders tells no more. */
    static List<OdooDocument> paymentMethods(Instant readAt) {
        return Arrays.stream(Means.values())
                .map(means -> new OdooDocument(
                        "pos.payment.method", method(means), null, readAt, method(method(means), means.type())))
                .toList();
    }

    private static int method(Means means) {
        return switch (means) {
            case CASH -> CASH_METHOD;
            case BANK -> BANK_METHOD;
            case PAY_LATER -> PAY_LATER_METHOD;
        };
    }

    private static ObjectNode method(int id, String type) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("type", type);
    }

    /** @param session id of the order's session; 0 when its row is not there */
    OdooDocument order(CsvLines line, long session) {
        ObjectNode row = row(line, "name", "uuid", "pos_reference", "state", "date_order");
        if (session != 0) {
            row.put("session_id", session);
        }
        number(row, line, "amount_total");
        number(row, line, "amount_tax");
        currency(row, columns.text(line, "currency"));
        reference(row, line, "account_move");
        String reversals = columns.text(line, "reversed_move_ids");
        if (reversals != null) {
            ArrayNode ids = row.putArray("reversed_move_ids");
            NO_DIGITS.splitAsStream(reversals).filter(id -> !id.isEmpty()).forEach(id -> ids.add(Long.parseLong(id)));
        }
        ArrayNode lines = row.putArray("lines");
        taxes(line).forEach(tax -> lines.add(tax.id()));
        if (means(line) != null) {
            // The order's only payment, which bears its number.
            row.putArray("payment_ids").add(row.path("id").longValue());
        }
        return document("pos.order", line, row);
    }

    /** An order's method by its name, where the file tells it. */
    List<OdooDocument> method(CsvLines line) {
        Means means = means(line);
        String name = columns.text(line, "payment_method");
        if (means == null || name == null) {
            return List.of();
        }
        int id = named(name);
        ObjectNode row = method(id, means.type()).put("name", name);
        return List.of(new OdooDocument("pos.payment.method", id, null, readAt, row));
    }

    private static int named(String method) {
        return FIRST_NAMED + (method.hashCode() & 0x3FFFFFFF);
    }

    /** The taxes of an order, as a line of it for each; empty where the file does not tell them. */
    List<OdooDocument> taxes(CsvLines line) {
        String told = columns.text(line, "taxes");
        List<OdooDocument> lines = new ArrayList<>();
        if (told == null) {
            return lines;
        }
        long order = Long.parseLong(columns.required(line, "id"));
        for (String part : told.split(";", -1)) {
            int colon = part.indexOf(':');
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("id", taxLine(order, lines.size())).put("order_id", order);
            row.put("price_subtotal", BigDecimal.ZERO);
            row.put("price_subtotal_incl", new BigDecimal(part.substring(colon + 1)));
            row.putArray("tax_ids_after_fiscal_position").add(Long.parseLong(part.substring(0, colon)));
            lines.add(new OdooDocument("pos.order.line", row.path("id").longValue(), null, readAt, row));
        }
        return lines;
    }

    private static long taxLine(long order, int nth) {
        return order * MOST_TAXES + nth;
    }

    private @Nullable Means means(CsvLines line) {
        return Means.of(columns.text(line, "tender"));
    }

    /** The payment that an order's line tells of; null when it tells of none in words that are known. */
    @Nullable
    OdooDocument payment(CsvLines line) {
        Means means = means(line);
        if (means == null) {
            return null;
        }
        ObjectNode row = row(line);
        row.put("pos_order_id", row.path("id").longValue());
        String name = columns.text(line, "payment_method");
        row.put("payment_method_id", name == null ? method(means) : named(name));
        number(row, line, "amount_total");
        row.set("amount", row.path("amount_total"));
        return document("pos.payment", line, row);
    }

    /**
     * A session.
     *
     * @param orders those of its orders that were read
     * @param currency of its orders, for exports that do not tell; null when unknown
     */
    OdooDocument session(CsvLines line, Collection<Long> orders, @Nullable String currency) {
        ObjectNode row = row(line, "name", "state", "start_at", "stop_at");
        reference(row, line, "move_id");
        reference(row, line, "config_id");
        ArrayNode ids = row.putArray("order_ids");
        orders.forEach(ids::add);
        String told = columns.text(line, "currency");
        currency(row, told == null ? currency : told);
        return document("pos.session", line, row);
    }

    OdooDocument entry(CsvLines line) {
        ObjectNode row = row(line, "name", "ref", "state", "move_type", "date", "write_date");
        reference(row, line, "journal_id");
        reference(row, line, "reversed_entry_id");
        reference(row, line, "statement_line_id");
        reference(row, line, "origin_payment_id");
        reference(row, line, "reversed_pos_order_id");
        currency(row, columns.text(line, "currency"));
        return document("account.move", line, row);
    }

    OdooDocument line(CsvLines line) {
        ObjectNode row = row(line, "name", "display_type", "account_type");
        reference(row, line, "move_id");
        number(row, line, "balance");
        reference(row, line, "tax_line_id");
        return document("account.move.line", line, row);
    }

    private OdooDocument document(String model, CsvLines line, ObjectNode row) {
        String written =
                model.equals("account.move") || model.equals("pos.session") ? columns.text(line, "write_date") : null;
        return new OdooDocument(model, row.path("id").longValue(), written, readAt, row);
    }

    private ObjectNode row(CsvLines line, String... texts) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", Long.parseLong(columns.required(line, "id")));
        for (String column : texts) {
            String text = columns.text(line, column);
            if (text != null) {
                row.put(column, text);
            }
        }
        return row;
    }

    private void number(ObjectNode row, CsvLines line, String column) {
        String text = columns.text(line, column);
        if (text != null) {
            row.put(column, new BigDecimal(text));
        }
    }

    private void reference(ObjectNode row, CsvLines line, String column) {
        String text = columns.text(line, column);
        if (text != null) {
            row.put(column, Long.parseLong(text));
        }
    }

    /** Odoo's id of the currency is not told: any number that the same currency always has will do. */
    private static void currency(ObjectNode row, @Nullable String name) {
        if (name != null) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            row.putArray("currency_id")
                    .add(Currencies.code(bytes, 0, bytes.length))
                    .add(name);
        }
    }
}
