package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooModel.Use;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The models that reconciliation needs, and beside them stock for who compares it, in the order in which they are read:
 * names first, lines before what sums them.
 */
public final class OdooModels {
    private static final List<OdooModel> ALL = List.of(
            whole("res.currency", "id,name,decimal_places"),
            whole("pos.config", "id,name,journal_id,currency_id"),
            whole("pos.payment.method", "id,name,type,is_cash_count"),
            dated("product.product", "id,default_code,type"),
            new OdooModel("stock.warehouse", List.of("id", "name"), false, Use.SHELVES, ""),
            // Only quants of internal places have a warehouse.
            new OdooModel(
                    "stock.quant",
                    List.of("id", "product_id", "warehouse_id", "quantity", "write_date"),
                    true,
                    Use.SHELVES,
                    ""),
            new OdooModel(
                    "stock.move",
                    List.of(
                            "id",
                            "picking_id",
                            "product_id",
                            "quantity",
                            "state",
                            "location_usage",
                            "location_dest_usage",
                            "write_date"),
                    true,
                    Use.GOODS,
                    "[[\"picking_id.pos_session_id\",\"!=\",false]]"),
            new OdooModel(
                    "stock.picking",
                    List.of("id", "pos_session_id", "pos_order_id", "sale_id", "write_date"),
                    true,
                    Use.GOODS,
                    "[[\"pos_session_id\",\"!=\",false]]"),
            dated(
                    "pos.session",
                    "id,name,state,config_id,start_at,stop_at,move_id,order_ids,order_count,rescue,"
                            + "cash_register_difference,currency_id"),
            dated(
                    "pos.order",
                    "id,name,pos_reference,uuid,state,date_order,session_id,config_id,amount_total,amount_tax,amount_paid,"
                            + "currency_id,account_move,reversed_move_ids,refunded_order_id,lines,payment_ids"),
            dated(
                    "pos.order.line",
                    "id,order_id,product_id,qty,price_subtotal,price_subtotal_incl,tax_ids_after_fiscal_position"),
            dated("pos.payment", "id,pos_order_id,payment_method_id,amount,session_id"),
            dated(
                    "sale.order",
                    "id,name,client_order_ref,state,date_order,amount_total,amount_tax,currency_id,invoice_ids,"
                            + "invoice_status,delivery_status"),
            dated(
                    "account.move.line",
                    "id,move_id,name,display_type,account_type,balance,amount_currency,currency_id,quantity,"
                            + "price_subtotal,product_id,tax_ids,tax_line_id"),
            dated(
                    "account.move",
                    "id,name,ref,invoice_origin,move_type,state,auto_post,date,invoice_date,journal_id,partner_id,"
                            + "amount_total,amount_tax,currency_id,pos_session_ids,pos_order_ids,reversed_entry_id,"
                            + "statement_line_id,origin_payment_id,reversed_pos_order_id,line_ids"));

    /** Without these a row cannot be judged: a posting without its state would look like none. */
    private static final Map<String, List<String>> ESSENTIAL = Map.of(
            "pos.session", List.of("name", "state", "move_id", "order_ids"),
            "pos.order", List.of("state", "session_id", "amount_total"),
            "sale.order", List.of("client_order_ref", "state", "amount_total", "invoice_ids"),
            "account.move", List.of("ref", "move_type", "state", "amount_total"),
            "account.move.line", List.of("move_id", "name", "display_type", "account_type", "balance"));

    private OdooModels() {}

    /** Fields that a model's rows lack and cannot be judged without, a line for each model; empty when none does. */
    public static List<String> lacking(List<OdooDocument> documents) {
        Map<String, Set<String>> lacking = new TreeMap<>();
        for (OdooDocument document : documents) {
            ObjectNode row = document.row();
            if (row == null) {
                continue;
            }
            for (String field : ESSENTIAL.getOrDefault(document.model(), List.of())) {
                if (!row.has(field)) {
                    lacking.computeIfAbsent(document.model(), model -> new TreeSet<>())
                            .add(field);
                }
            }
        }
        return lacking.entrySet().stream()
                .map(model -> model.getKey() + " without " + String.join(", ", model.getValue()))
                .toList();
    }

    public static List<OdooModel> all() {
        return ALL;
    }

    private static OdooModel dated(String name, String fields) {
        return new OdooModel(name, List.of((fields + ",write_date").split(",")), true, Use.BOOKS, "");
    }

    private static OdooModel whole(String name, String fields) {
        return new OdooModel(name, List.of(fields.split(",")), false, Use.BOOKS, "");
    }
}
