package io.tillwatch.simulator.odoo;

import static io.tillwatch.simulator.odoo.Happenings.BOOK;
import static io.tillwatch.simulator.odoo.Happenings.CENTRE;
import static io.tillwatch.simulator.odoo.Happenings.MUG;
import static io.tillwatch.simulator.odoo.Happenings.SHOP;
import static io.tillwatch.simulator.odoo.Happenings.at;
import static io.tillwatch.simulator.odoo.Happenings.found;
import static io.tillwatch.simulator.odoo.Happenings.line;
import static io.tillwatch.simulator.odoo.Happenings.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.value.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OrderPostingTest {
    private static final String ALL = "[]";

    private OdooStandIn odoo;
    private OdooCalls calls;

    @BeforeEach
    void start() {
        odoo = OdooStandIn.start(0, OdooAccess.demo());
        calls = new OdooCalls(odoo);
        odoo.apply(found());
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void an_imported_order_reserves_its_goods_and_is_imported_once() {
        odoo.apply(order(60, "WEB-1", CENTRE, "12.00", line(MUG, 2, "12.00")));
        odoo.apply(order(70, "WEB-1", CENTRE, "12.00", line(MUG, 2, "12.00")));

        JsonNode orders = calls.rows(
                "sale.order", ALL, "client_order_ref", "state", "invoice_status", "delivery_status", "invoice_ids");
        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).toString())
                .isEqualTo("{\"id\":1,\"client_order_ref\":\"WEB-1\",\"state\":\"sale\",\"invoice_status\":\"no\","
                        + "\"delivery_status\":\"pending\",\"invoice_ids\":[]}");
        assertThat(quant(CENTRE)).isEqualTo("100.0 2.0 98.0");
    }

    @Test
    void a_delivered_order_has_a_posted_invoice_with_its_reference() {
        // Given
        odoo.apply(order(60, "WEB-1", CENTRE, "22.00", line(MUG, 2, "12.00"), line(BOOK, 1, "10.00")));

        // When
        odoo.apply(new OdooAction.OrderInvoiced(at(600), "WEB-1"));

        // Then
        JsonNode invoice = calls.rows(
                        "account.move", ALL, "name", "ref", "move_type", "state", "amount_total", "invoice_origin")
                .get(0);
        assertThat(invoice.toString())
                .isEqualTo("{\"id\":1,\"name\":\"INV/2026/00001\",\"ref\":\"WEB-1\",\"move_type\":\"out_invoice\","
                        + "\"state\":\"posted\",\"amount_total\":22.0,\"invoice_origin\":\"S00001\"}");
        JsonNode sale = calls.rows("sale.order", ALL, "invoice_ids", "invoice_status", "delivery_status")
                .get(0);
        assertThat(sale.path("invoice_ids").toString()).isEqualTo("[1]");
        assertThat(sale.path("delivery_status").asText()).isEqualTo("full");
        assertThat(quant(CENTRE)).isEqualTo("98.0 0.0 98.0");
        assertThat(balance()).isZero();
    }

    @Test
    void a_cancelled_order_gives_its_goods_free_and_has_no_invoice() {
        // Given
        odoo.apply(order(60, "WEB-1", CENTRE, "12.00", line(MUG, 2, "12.00")));

        // When
        odoo.apply(new OdooAction.OrderCancelled(at(90), "WEB-1"));
        odoo.apply(new OdooAction.OrderInvoiced(at(600), "WEB-1"));

        // Then
        assertThat(calls.rows("sale.order", ALL, "state").get(0).path("state").asText())
                .isEqualTo("cancel");
        assertThat(calls.rows("account.move", ALL, "name")).isEmpty();
        assertThat(quant(CENTRE)).isEqualTo("100.0 0.0 100.0");
    }

    @Test
    void a_credit_note_loses_the_reference_and_keeps_the_link() {
        // Given
        odoo.apply(order(60, "WEB-1", SHOP, "12.00", line(MUG, 2, "12.00")));
        odoo.apply(new OdooAction.OrderInvoiced(at(600), "WEB-1"));

        // When
        odoo.apply(new OdooAction.OrderCredited(at(900), "WEB-1", true));

        // Then
        JsonNode credit = calls.rows(
                        "account.move",
                        "[[\"move_type\",\"=\",\"out_refund\"]]",
                        "ref",
                        "reversed_entry_id",
                        "amount_total_signed")
                .get(0);
        assertThat(credit.path("ref").asText()).isEqualTo("Reversal of: INV/2026/00001, returned");
        assertThat(credit.path("reversed_entry_id").asLong()).isEqualTo(1);
        assertThat(credit.path("amount_total_signed").asDouble()).isEqualTo(-12);
        assertThat(calls.rows("sale.order", ALL, "invoice_ids")
                        .get(0)
                        .path("invoice_ids")
                        .toString())
                .isEqualTo("[2,1]");
        assertThat(quant(CENTRE)).as("goods come back to the centre").isEqualTo("102.0 0.0 102.0");
        assertThat(balance()).isZero();
    }

    @Test
    void other_stock_moves_change_the_quant_and_say_where_the_goods_came_from() {
        odoo.apply(new OdooAction.StockMoved(at(10), MUG, CENTRE, Quantity.each(5), "receipt"));
        odoo.apply(new OdooAction.StockMoved(at(11), MUG, CENTRE, Quantity.each(-2), "adjustment"));
        odoo.apply(new OdooAction.StockMoved(at(12), MUG, CENTRE, Quantity.each(-10), "TR-1"));
        odoo.apply(new OdooAction.StockMoved(at(13), MUG, SHOP, Quantity.each(10), "TR-1"));

        assertThat(quant(CENTRE)).isEqualTo("93.0 0.0 93.0");
        assertThat(quant(SHOP)).isEqualTo("60.0 0.0 60.0");
        assertThat(calls.rows(
                        "stock.move",
                        "[[\"create_date\",\">\",\"2026-03-10 08:00:00\"]]",
                        "location_usage",
                        "location_dest_usage",
                        "is_in",
                        "is_out"))
                .extracting(move -> move.path("location_usage").asText() + ">"
                        + move.path("location_dest_usage").asText() + " "
                        + move.path("is_in").asBoolean() + " "
                        + move.path("is_out").asBoolean())
                .containsExactly(
                        "supplier>internal true false",
                        "internal>inventory false true",
                        "internal>transit false false",
                        "transit>internal false false");
    }

    /** On hand, reserved, available. */
    private String quant(String warehouse) {
        JsonNode quant = calls.rows(
                        "stock.quant",
                        "[[\"product_id.default_code\",\"=\",\"MUG\"],[\"warehouse_id\",\"=\",\"" + warehouse + "\"]]",
                        "quantity",
                        "reserved_quantity",
                        "available_quantity")
                .get(0);
        return quant.path("quantity") + " " + quant.path("reserved_quantity") + " " + quant.path("available_quantity");
    }

    private double balance() {
        double sum = 0;
        for (JsonNode line : calls.rows("account.move.line", ALL, "balance")) {
            sum += line.path("balance").asDouble();
        }
        return Math.round(sum * 100) / 100.0;
    }
}
