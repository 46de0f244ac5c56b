package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdooShelvesTest {
    private static final Instant READ = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rows_in_any_order_make_the_same_shelves(long seed) {
        // Given a product in two lots of one warehouse, one at a customer's, and one of another warehouse
        List<OdooDocument> rows = new ArrayList<>(List.of(
                row("product.product", 4, "'default_code': 'MUG'"),
                row("product.product", 5, "'default_code': false"),
                row("stock.warehouse", 1, "'name': 'Store 01 Boston', 'code': 'ST01'"),
                row("stock.warehouse", 2, "'name': 'dc-1', 'code': 'D1'"),
                row("stock.quant", 10, "'product_id': 4, 'warehouse_id': 1, 'quantity': 380.00000000000006"),
                row("stock.quant", 11, "'product_id': [4, 'Mug'], 'warehouse_id': [1, 'Store'], 'quantity': 2.5"),
                row("stock.quant", 12, "'product_id': 4, 'warehouse_id': false, 'quantity': -382.5"),
                row("stock.quant", 13, "'product_id': 4, 'warehouse_id': 2, 'quantity': 7"),
                row("stock.quant", 14, "'product_id': 5, 'warehouse_id': 1, 'quantity': 9")));
        Collections.shuffle(rows, new Random(seed));
        OdooShelves shelves = new OdooShelves(Map.of("Store 01 Boston", "store-001"));

        // When
        Map<String, BigDecimal> last = new java.util.TreeMap<>();
        rows.forEach(row ->
                shelves.take(row).forEach(shelf -> last.put(shelf.sku() + "|" + shelf.location(), shelf.quantity())));

        // Then
        assertThat(last)
                .containsExactly(
                        Map.entry("MUG|dc-1", new BigDecimal("7")),
                        Map.entry("MUG|store-001", new BigDecimal("382.5")));

        // and a quant that vanishes takes its quantity along
        assertThat(shelves.take(new OdooDocument("stock.quant", 11, null, READ, null)))
                .singleElement()
                .satisfies(shelf -> assertThat(shelf.quantity()).isEqualByComparingTo("380"));
    }

    static OdooDocument row(String model, long id, String fields) {
        try {
            ObjectNode row =
                    (ObjectNode) Json.mapper().readTree(("{'id': " + id + ", " + fields + "}").replace('\'', '"'));
            return new OdooDocument(model, id, "2026-05-04 07:00:00", READ, row);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row of this test is no JSON", e);
        }
    }
}
