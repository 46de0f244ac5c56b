package io.tillwatch.simulator.odoo;

import static io.tillwatch.simulator.odoo.Happenings.BOOK;
import static io.tillwatch.simulator.odoo.Happenings.MUG;
import static io.tillwatch.simulator.odoo.Happenings.at;
import static io.tillwatch.simulator.odoo.Happenings.back;
import static io.tillwatch.simulator.odoo.Happenings.closed;
import static io.tillwatch.simulator.odoo.Happenings.found;
import static io.tillwatch.simulator.odoo.Happenings.line;
import static io.tillwatch.simulator.odoo.Happenings.money;
import static io.tillwatch.simulator.odoo.Happenings.opened;
import static io.tillwatch.simulator.odoo.Happenings.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PosPostingTest {
    private static final String ALL = "[]";

    private OdooStandIn odoo;
    private OdooCalls calls;

    @BeforeEach
    void found_and_open() {
        odoo = OdooStandIn.start(0, OdooAccess.demo());
        calls = new OdooCalls(odoo);
        odoo.apply(found());
        odoo.apply(opened(10, 1));
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void nothing_is_posted_before_the_session_closes_and_then_one_entry_is() {
        // Given
        odoo.apply(sale(20, 1, "a", "22.00", line(MUG, 2, "12.00"), line(BOOK, 1, "10.00")));
        odoo.apply(back(30, 1, "b", "receipt-a", line(MUG, 1, "-6.00")));
        assertThat(calls.rows("account.move", ALL, "name")).isEmpty();

        // When
        odoo.apply(closed(40, 1));

        // Then
        JsonNode entries =
                calls.rows("account.move", "[[\"pos_session_ids\",\"in\",[1]]]", "ref", "move_type", "state");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).path("ref").asText()).isEqualTo("session 1");
        assertThat(entries.get(0).path("move_type").asText()).isEqualTo("entry");
        assertThat(lines(entries.get(0)))
                .containsExactly(
                        "tax 20% incl -2.0",
                        "tax 20% incl 1.0",
                        "product Sales  with 20% incl -10.0",
                        "product Sales  with 0% incl -10.0",
                        "product Refund  with 20% incl 5.0",
                        "product false 6.75",
                        "payment_term session 1 - Cash -6.0",
                        "payment_term session 1 - Card 22.0",
                        "product false -9.0",
                        "product false 2.25");
        JsonNode session = calls.rows("pos.session", ALL, "state", "move_id", "stop_at", "order_ids")
                .get(0);
        assertThat(session.path("move_id").asLong())
                .isEqualTo(entries.get(0).path("id").asLong());
        assertThat(session.path("state").asText()).isEqualTo("closed");
        assertThat(session.path("stop_at").asText()).isEqualTo("2026-03-10 08:00:40");
        assertThat(session.path("order_ids").toString()).isEqualTo("[2,1]");
        assertThat(calls.rows("pos.order", ALL, "state", "session_move_id", "write_date"))
                .allSatisfy(order -> {
                    assertThat(order.path("state").asText()).isEqualTo("done");
                    assertThat(order.path("write_date").asText()).isEqualTo("2026-03-10 08:00:40");
                });
    }

    @Test
    void a_receipt_that_is_sent_twice_is_one_order() {
        odoo.apply(sale(20, 1, "a", "6.00", line(MUG, 1, "6.00")));
        odoo.apply(sale(25, 1, "a", "6.00", line(MUG, 1, "6.00")));

        assertThat(calls.rows("pos.order", ALL, "uuid")).hasSize(1);
        assertThat(onHand(MUG, Happenings.SHOP)).isEqualTo(49);
    }

    @Test
    void a_late_receipt_goes_to_the_open_session_of_its_till_with_its_old_date() {
        // Given
        odoo.apply(closed(20, 1));
        odoo.apply(opened(30, 2));

        // When
        odoo.apply(sale(40, 1, "late", "6.00", line(MUG, 1, "6.00")));

        // Then
        JsonNode order =
                calls.rows("pos.order", ALL, "session_id", "date_order").get(0);
        assertThat(order.path("session_id").asLong()).isEqualTo(2);
        assertThat(order.path("date_order").asText()).isEqualTo("2026-03-10 08:00:35");
        assertThat(odoo.refused()).isEmpty();
    }

    @Test
    void a_late_receipt_is_refused_when_no_session_is_open() {
        odoo.apply(closed(20, 1));

        odoo.apply(sale(40, 1, "late", "6.00", line(MUG, 1, "6.00")));

        assertThat(calls.rows("pos.order", ALL, "uuid")).isEmpty();
        assertThat(odoo.refused()).containsExactly("late");
    }

    @Test
    void a_session_without_orders_posts_nothing() {
        odoo.apply(closed(20, 1));

        assertThat(calls.rows("account.move", ALL, "ref")).isEmpty();
        assertThat(calls.rows("pos.session", ALL, "move_id")
                        .get(0)
                        .path("move_id")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void what_the_till_took_beyond_the_recomputed_total_is_a_line_of_its_own() {
        odoo.apply(sale(20, 1, "a", "6.01", line(MUG, 1, "6.00")));

        odoo.apply(closed(30, 1));

        JsonNode difference = calls.rows(
                "account.move.line", "[[\"name\",\"like\",\"Difference at closing\"]]", "balance", "account_type");
        assertThat(difference).hasSize(1);
        assertThat(difference.get(0).path("balance").asDouble()).isEqualTo(-0.01);
        assertThat(difference.get(0).path("account_type").asText()).isEqualTo("asset_receivable");
    }

    @Test
    void a_return_names_the_order_and_the_line_it_takes_back() {
        // Given
        odoo.apply(sale(20, 1, "a", "12.00", line(MUG, 2, "12.00")));

        // When
        odoo.apply(back(30, 1, "b", "receipt-a", line(MUG, 1, "-6.00")));

        // Then
        JsonNode refund = calls.rows("pos.order", "[[\"is_refund\",\"=\",true]]", "name", "refunded_order_id", "lines")
                .get(0);
        assertThat(refund.path("name").asText()).isEqualTo("store-001/till-01 - 000001 REFUND");
        assertThat(refund.path("refunded_order_id").asLong()).isEqualTo(1);
        JsonNode lines = calls.rows("pos.order.line", ALL, "qty", "refunded_qty", "refunded_orderline_id");
        assertThat(lines.get(0).path("refunded_qty").asDouble()).isEqualTo(1);
        assertThat(lines.get(1).path("qty").asDouble()).isEqualTo(-1);
        assertThat(lines.get(1).path("refunded_orderline_id").asLong()).isEqualTo(1);
    }

    @Test
    void goods_move_with_the_order_and_damaged_returns_leave_the_books() {
        // Given
        odoo.apply(sale(20, 1, "a", "18.00", line(MUG, 3, "18.00")));
        SaleLine damaged = new SaleLine(1, MUG, Quantity.each(1), money("6.00"), money("-6.00"), false, null);

        // When
        odoo.apply(back(30, 1, "b", "receipt-a", line(MUG, 1, "-6.00")));
        odoo.apply(back(40, 1, "c", "receipt-a", damaged));

        // Then
        assertThat(onHand(MUG, Happenings.SHOP)).isEqualTo(48);
        assertThat(calls.rows("stock.move", "[[\"picking_id.pos_order_id\",\"!=\",false]]", "location_dest_usage"))
                .extracting(move -> move.path("location_dest_usage").asText())
                .containsExactly("customer", "internal", "inventory");
    }

    @Test
    void an_edit_of_the_entry_changes_income_receivable_and_their_write_dates_only() {
        // Given
        odoo.apply(sale(20, 1, "a", "12.00", line(MUG, 2, "12.00")));
        odoo.apply(closed(30, 1));

        // When
        odoo.apply(new OdooAction.EntryAltered(at(100), 1, money("-2.50")));

        // Then
        JsonNode written = calls.rows(
                "account.move.line", "[[\"write_date\",\">=\",\"2026-03-10 08:01:40\"]]", "account_type", "balance");
        assertThat(written)
                .extracting(line -> line.path("account_type").asText() + " " + line.path("balance"))
                .containsExactly("income -7.5", "asset_receivable 9.5");
        assertThat(calls.rows("account.move", "[[\"write_date\",\">=\",\"2026-03-10 08:01:40\"]]", "amount_total"))
                .extracting(move -> move.path("amount_total").asDouble())
                .containsExactly(14.0);
    }

    @Test
    void nothing_happens_before_odoo_is_founded() {
        try (OdooStandIn empty = OdooStandIn.start(0, OdooAccess.demo())) {
            assertThatThrownBy(() -> empty.apply(opened(1, 1))).isInstanceOf(IllegalStateException.class);
        }
    }

    private double onHand(String sku, String warehouse) {
        return calls.rows(
                        "stock.quant",
                        "[[\"product_id.default_code\",\"=\",\"" + sku
                                + "\"],[\"location_id.usage\",\"=\",\"internal\"]," + "[\"warehouse_id\",\"=\",\""
                                + warehouse + "\"]]",
                        "quantity")
                .get(0)
                .path("quantity")
                .asDouble();
    }

    private List<String> lines(JsonNode entry) {
        List<String> lines = new ArrayList<>();
        calls.rows(
                        "account.move.line",
                        "[[\"move_id\",\"=\"," + entry.path("id") + "]]",
                        "display_type",
                        "name",
                        "balance")
                .forEach(line -> lines.add(line.path("display_type").asText() + " "
                        + line.path("name").asText() + " " + line.path("balance")));
        return lines;
    }
}
