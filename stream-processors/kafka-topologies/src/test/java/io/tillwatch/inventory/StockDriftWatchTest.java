package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shelves of which Odoo has five and the events know nothing. */
class StockDriftWatchTest implements LedgerReader {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final int SHELVES = 3_000;

    private final Map<String, Integer> looks = new HashMap<>();
    private final StockDriftWatch watch =
            new StockDriftWatch(this, new QuantComparison(QuantComparison.Rules.DEFAULT), Duration.ofHours(24));

    @Test
    void of_thousands_that_differ_a_part_is_looked_at_each_time_and_none_is_forgotten() {
        // Given
        for (int i = 0; i < SHELVES; i++) {
            note("SKU-" + i);
        }
        tell();
        assertThat(looks).hasSize(SHELVES);
        looks.clear();

        // When
        tell();
        int first = looks.size();
        for (int i = 0; i < SHELVES / 20; i++) {
            tell();
        }

        // Then
        assertThat(first).isBetween(20, 100);
        assertThat(looks).hasSize(SHELVES);
    }

    @Test
    void a_shelf_that_odoo_changes_is_looked_at_at_once_however_many_differ() {
        // Given
        for (int i = 0; i < SHELVES; i++) {
            note("SKU-" + i);
        }
        tell();
        looks.clear();

        // When
        note("SKU-2999");
        tell();

        // Then
        assertThat(looks).containsKey("SKU-2999");
    }

    private void note(String sku) {
        watch.note(new OdooShelf(sku, "store-001", BigDecimal.valueOf(5), NOON, NOON));
    }

    private void tell() {
        watch.tell(NOON.plusSeconds(60), signal -> {}, seen -> {});
    }

    @Override
    public @Nullable Book book(String sku, String location) {
        looks.merge(sku, 1, Integer::sum);
        return null;
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {}

    @Override
    public List<Movement> movements(String sku, String location) {
        return List.of();
    }
}
