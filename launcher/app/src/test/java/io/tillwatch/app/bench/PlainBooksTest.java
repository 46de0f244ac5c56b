package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The books that the ledger is held against, checked by hand. */
class PlainBooksTest {
    /** As many arrivals as events, none of them twice; the first blocks arrive backwards. */
    private static final Arrivals SIXTEEN = new Arrivals(1, 16, 0);

    /** What sixteen events do; the others do nothing worth telling. */
    private record Told(List<Consumer<Deeds>> deeds) implements Traffic {
        @Override
        public String topic() {
            return "none";
        }

        @Override
        public ProducerRecord<String, byte[]> record(long number) {
            throw new UnsupportedOperationException("nothing is sent");
        }

        @Override
        public void tell(long number, Deeds listener) {
            if (number < deeds.size()) {
                deeds.get((int) number).accept(listener);
            }
        }

        @Override
        public String position(int position) {
            return "A|" + position;
        }

        @Override
        public int position(String key) {
            return Integer.parseInt(key.substring(2));
        }

        @Override
        public int positions() {
            return 2;
        }
    }

    private static StockPosition position(String onHand, String reserved, Map<String, BigDecimal> variance) {
        BigDecimal shelf = new BigDecimal(onHand);
        BigDecimal held = new BigDecimal(reserved);
        BigDecimal zero = BigDecimal.ZERO;
        BigDecimal available = shelf.subtract(held);
        return Positions.of(shelf, held, zero, available, variance, Instant.EPOCH);
    }

    @Test
    void what_a_count_covers_changes_its_variance_only_and_later_goods_the_shelf() {
        // Given 8 sold before the shelf was counted at 92, told after it, and 5 received later
        Traffic traffic = new Told(List.of(
                deeds -> deeds.counted(0, 10, "C0", 100_000),
                deeds -> deeds.counted(0, 20, "C1", 92_000),
                deeds -> deeds.moved(0, 15, -8_000),
                deeds -> deeds.moved(0, 30, 5_000)));

        // When
        PlainBooks books = PlainBooks.of(traffic, SIXTEEN);

        // Then
        Map<String, BigDecimal> variance = Map.of("C0", new BigDecimal("100"), "C1", BigDecimal.ZERO);
        assertThat(books.right(0, position("97", "0", variance))).isTrue();
        assertThat(books.right(0, position("89", "0", variance))).isFalse();
        assertThat(books.right(0, position("97", "0", Map.of("C0", new BigDecimal("100")))))
                .as("a count that is not told")
                .isFalse();
    }

    @Test
    void a_reservation_is_open_by_what_was_not_settled_and_never_less_than_nothing() {
        // Given one settled before it is made, in part, and one settled twice over
        Traffic traffic = new Told(List.of(
                deeds -> deeds.settled(0, 7, 1_000),
                deeds -> deeds.reserved(0, 7, 3_000),
                deeds -> deeds.reserved(0, 8, 2_000),
                deeds -> deeds.settled(0, 8, 5_000)));

        // When
        PlainBooks books = PlainBooks.of(traffic, SIXTEEN);

        // Then
        assertThat(books.right(0, position("0", "2", Map.of()))).isTrue();
        assertThat(books.right(0, position("0", "-1", Map.of()))).isFalse();
    }

    @Test
    void a_position_that_nothing_touched_must_not_be_told_of() {
        // When
        PlainBooks books = PlainBooks.of(new Told(List.of(deeds -> deeds.moved(0, 1, 1_000))), SIXTEEN);

        // Then
        assertThat(books.positions()).isEqualTo(1);
        assertThat(books.right(1, position("0", "0", Map.of()))).isFalse();
        assertThat(books.right(0, null)).isFalse();
    }

    @Test
    void a_second_delivery_counts_once_and_is_known_as_one_with_seed_3() {
        // Given
        Traffic traffic = new Told(List.of(deeds -> deeds.moved(0, 1, 1_000)));
        Arrivals arrivals = new Arrivals(3, 2_000, 0.3);

        // When
        PlainBooks books = PlainBooks.of(traffic, arrivals);

        // Then
        assertThat(books.events() + books.duplicates()).isEqualTo(2_000);
        assertThat(books.duplicates()).isBetween(500L, 700L);
        assertThat(books.right(0, position("1", "0", Map.of()))).isTrue();
    }
}
