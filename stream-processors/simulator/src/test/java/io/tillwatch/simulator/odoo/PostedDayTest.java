package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.Truth;
import io.tillwatch.simulator.World;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The demo's day of seed 7, posted whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostedDayTest {
    private static final double NANOS = 1e9;

    /** Several times what it takes: a quadratic step would take more. */
    private static final double MOST_CPU_SECONDS = 10;

    private static final int A_HANDFUL = 20;

    private World world;
    private OdooStandIn odoo;
    private OdooCalls calls;
    private double cpuSeconds;

    @BeforeAll
    void post() {
        world = World.plan(SimulatorConfig.demo(7));
        odoo = OdooStandIn.start(0, OdooAccess.demo());
        calls = new OdooCalls(odoo);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        world.odooActions().forEach(odoo::apply);
        cpuSeconds = (threads.getCurrentThreadCpuTime() - start) / NANOS;
        odoo.apply(new OdooAction.Throttled(world.config().worldEnd(), false));
    }

    @AfterAll
    void stop() {
        odoo.close();
    }

    @Test
    void the_whole_day_is_posted_in_seconds() {
        assertThat(world.odooActions()).hasSizeGreaterThan(10_000);
        assertThat(cpuSeconds).isLessThan(MOST_CPU_SECONDS);
        assertThat(odoo.refused()).isEmpty();
    }

    @Test
    void every_entry_is_balanced() {
        Map<Long, BigDecimal> balances = new HashMap<>();
        for (JsonNode line : calls.rows("account.move.line", "[]", "move_id", "balance")) {
            balances.merge(line.path("move_id").asLong(), money(line.path("balance")), BigDecimal::add);
        }

        assertThat(balances).hasSizeGreaterThan(1_000);
        assertThat(balances.values()).allSatisfy(balance -> assertThat(balance).isZero());
    }

    @Test
    void every_imported_receipt_is_one_order_with_the_receipts_total() {
        Map<String, BigDecimal> expected = new HashMap<>();
        for (OdooAction action : world.odooActions()) {
            if (action instanceof OdooAction.SaleImported in) {
                expected.put(in.sale().uuid(), in.sale().total().toDecimal());
            } else if (action instanceof OdooAction.ReturnImported in) {
                expected.put(in.back().uuid(), in.back().total().toDecimal());
            }
        }

        Map<String, BigDecimal> orders = new HashMap<>();
        JsonNode rows = calls.rows("pos.order", "[]", "uuid", "amount_total");
        rows.forEach(order -> orders.put(order.path("uuid").asText(), money(order.path("amount_total"))));

        assertThat(rows.size()).isEqualTo(expected.size());
        assertThat(orders).isEqualTo(expected);
    }

    /** Counts and the sale that never came are what the books do not know. */
    @Test
    void the_quants_are_what_is_physically_there_but_for_a_handful() {
        Map<Long, String> skus = new HashMap<>();
        calls.rows("product.product", "[]", "default_code")
                .forEach(product -> skus.put(
                        product.path("id").asLong(),
                        product.path("default_code").asText()));
        Map<Long, String> locations = new HashMap<>();
        calls.rows("stock.warehouse", "[]", "name")
                .forEach(warehouse -> locations.put(
                        warehouse.path("id").asLong(), warehouse.path("name").asText()));
        List<String> off = new ArrayList<>();

        for (JsonNode quant : calls.rows(
                "stock.quant",
                "[[\"location_id.usage\",\"=\",\"internal\"]]",
                "product_id",
                "warehouse_id",
                "quantity",
                "reserved_quantity")) {
            String key = skus.get(quant.path("product_id").asLong()) + "|"
                    + locations.get(quant.path("warehouse_id").asLong());
            Truth.Position truth = world.truth().positions().get(key);
            assertThat(truth).as(key).isNotNull();
            assertThat(quant.path("reserved_quantity").decimalValue()).as(key).isEqualByComparingTo(truth.reserved());
            if (quant.path("quantity").decimalValue().compareTo(truth.onHand()) != 0) {
                off.add(key);
            }
        }

        assertThat(off).hasSizeLessThan(A_HANDFUL);
    }

    @Test
    void every_closed_session_holds_the_identity_but_the_one_that_was_altered() {
        // Given
        Map<Long, BigDecimal> sold = new HashMap<>();
        for (JsonNode order :
                calls.rows("pos.order", "[[\"state\",\"in\",[\"paid\",\"done\"]]]", "session_id", "amount_total")) {
            sold.merge(order.path("session_id").asLong(), money(order.path("amount_total")), BigDecimal::add);
        }
        Map<Long, BigDecimal> posted = new HashMap<>();
        for (JsonNode line : calls.rows(
                "account.move.line",
                "[\"|\",[\"display_type\",\"=\",\"tax\"],\"&\",[\"display_type\",\"=\",\"product\"],"
                        + "[\"account_type\",\"=\",\"income\"]]",
                "move_id",
                "balance")) {
            posted.merge(
                    line.path("move_id").asLong(), money(line.path("balance")).negate(), BigDecimal::add);
        }

        // When
        Map<Long, BigDecimal> off = new TreeMap<>();
        JsonNode closed = calls.rows("pos.session", "[[\"state\",\"=\",\"closed\"]]", "move_id");
        for (JsonNode session : closed) {
            BigDecimal entry = posted.getOrDefault(session.path("move_id").asLong(), BigDecimal.ZERO);
            BigDecimal difference =
                    entry.subtract(sold.getOrDefault(session.path("id").asLong(), BigDecimal.ZERO));
            if (difference.signum() != 0) {
                off.put(session.path("id").asLong(), difference);
            }
        }

        // Then
        Truth.PlantedBreak altered = world.truth().breaks().stream()
                .filter(planted -> planted.kind() == BreakKind.ENTRY_ALTERED)
                .findFirst()
                .orElseThrow();
        assertThat(closed).hasSizeGreaterThan(50);
        assertThat(off)
                .containsExactly(
                        Map.entry(altered.odooSession(), altered.amount().toDecimal()));
    }

    private static BigDecimal money(JsonNode amount) {
        return amount.decimalValue().setScale(2, RoundingMode.HALF_UP);
    }
}
