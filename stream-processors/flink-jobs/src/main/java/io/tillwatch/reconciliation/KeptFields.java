package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.util.List;
import java.util.Map;

/** The fields of each model that matching looks at: state keeps these and nothing else. */
public final class KeptFields {
    private static final Map<String, List<String>> OF_MODEL = Map.ofEntries(
            Map.entry(
                    "pos.session",
                    List.of(
                            "id",
                            "name",
                            "state",
                            "config_id",
                            "start_at",
                            "stop_at",
                            "move_id",
                            "order_ids",
                            "currency_id")),
            Map.entry(
                    "pos.order",
                    List.of(
                            "id",
                            "name",
                            "uuid",
                            "pos_reference",
                            "state",
                            "session_id",
                            "date_order",
                            "amount_total",
                            "amount_tax",
                            "currency_id",
                            "account_move",
                            "reversed_move_ids",
                            "lines",
                            "payment_ids")),
            Map.entry(
                    "pos.order.line",
                    List.of(
                            "id",
                            "order_id",
                            "product_id",
                            "qty",
                            "price_subtotal",
                            "price_subtotal_incl",
                            "tax_ids_after_fiscal_position")),
            Map.entry("pos.payment", List.of("id", "pos_order_id", "payment_method_id", "amount")),
            Map.entry(
                    "account.move",
                    List.of(
                            "id",
                            "name",
                            "ref",
                            "invoice_origin",
                            "move_type",
                            "state",
                            "date",
                            "journal_id",
                            "partner_id",
                            "amount_total",
                            "amount_tax",
                            "currency_id",
                            "pos_session_ids",
                            "pos_order_ids",
                            "reversed_entry_id",
                            "statement_line_id",
                            "origin_payment_id",
                            "reversed_pos_order_id",
                            "line_ids",
                            "write_date")),
            Map.entry(
                    "account.move.line",
                    List.of(
                            "id",
                            "move_id",
                            "name",
                            "display_type",
                            "account_type",
                            "balance",
                            "amount_currency",
                            "currency_id",
                            "quantity",
                            "price_subtotal",
                            "product_id",
                            "tax_ids",
                            "tax_line_id")),
            Map.entry(
                    "sale.order",
                    List.of(
                            "id",
                            "name",
                            "client_order_ref",
                            "state",
                            "amount_total",
                            "currency_id",
                            "invoice_ids",
                            "delivery_status",
                            "date_order",
                            "write_date")),
            Map.entry("res.currency", List.of("id", "name")),
            Map.entry("product.product", List.of("id", "default_code", "type")),
            Map.entry("stock.picking", List.of("id", "pos_session_id", "pos_order_id", "sale_id")),
            Map.entry(
                    "stock.move",
                    List.of(
                            "id",
                            "picking_id",
                            "product_id",
                            "quantity",
                            "state",
                            "location_usage",
                            "location_dest_usage")),
            Map.entry("pos.payment.method", List.of("id", "name", "type")),
            Map.entry("pos.config", List.of("id", "name", "journal_id")));

    private KeptFields() {}

    /** The fields of each model that is used. */
    public static Map<String, List<String>> models() {
        return OF_MODEL;
    }

    /** The document with only the fields that are kept; a model that is not used keeps none. */
    public static OdooDocument of(OdooDocument document) {
        ObjectNode row = document.row();
        if (row == null) {
            return document;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String field : OF_MODEL.getOrDefault(document.model(), List.of())) {
            JsonNode value = row.get(field);
            if (value != null && !value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
                kept.set(field, value);
            }
        }
        return new OdooDocument(document.model(), document.id(), document.writeDate(), document.readAt(), kept);
    }
}
