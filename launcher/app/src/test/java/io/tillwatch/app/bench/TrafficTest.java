package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.EventCodec;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Instant BEGIN = Instant.parse("2026-03-10T09:00:00Z");
    private static final Goods GOODS = new Goods(400);
    private static final Traffic STOCK = new StockTraffic(5, GOODS, 0, BEGIN, 285);

    @Test
    void the_same_number_is_the_same_record_with_seed_5() {
        // When
        var once = STOCK.record(4711);
        var again = new StockTraffic(5, GOODS, 0, BEGIN, 285).record(4711);

        // Then
        assertThat(again.value()).isEqualTo(once.value());
        assertThat(again.headers()).isEqualTo(once.headers());
        assertThat(again.key()).isEqualTo(once.key());
    }

    @Test
    void every_event_keeps_its_contract_whatever_vendors_add_with_seed_5() {
        // Given
        Traffic receipts = new ReceiptTraffic(5, GOODS, BEGIN);
        Set<String> types = new HashSet<>();

        // When
        for (int i = 0; i < 3_000; i++) {
            var stock = STOCK.record(i);
            var receipt = receipts.record(i);
            types.add(EventCodec.decode(stock.topic(), stock.headers(), stock.value())
                    .envelope()
                    .type());
            EventCodec.decode(receipt.topic(), receipt.headers(), receipt.value());
            assertThat(stock.value()).hasSizeGreaterThanOrEqualTo(285);
        }

        // Then
        assertThat(types).hasSize(6);
    }

    @Test
    void a_fill_touches_every_position_once() {
        // Given
        Traffic filling = new StockTraffic(5, GOODS, 400, BEGIN, 0);

        // When
        PlainBooks books = PlainBooks.of(filling, new Arrivals(5, 400, 0));

        // Then
        assertThat(books.positions()).isEqualTo(400);
    }

    @Test
    void a_position_is_found_again_by_its_key_and_nothing_else_is() {
        for (int position : new int[] {0, 19, 20, 399}) {
            assertThat(GOODS.position(GOODS.key(position))).isEqualTo(position);
        }
        assertThat(GOODS.position("SKU-0000020|store-000")).isEqualTo(-1);
        assertThat(GOODS.position("PROBE-1|store-000")).isEqualTo(-1);
    }
}
