package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.inventory.HotBooks.Hot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotBooksTest {
    private final List<String> forgotten = new ArrayList<>();

    @Test
    void the_one_that_was_not_used_makes_room() {
        // Given three, all of which had their first chance, and two that are used again
        HotBooks books = books(3);
        put(books, "A", "B", "C", "D");
        books.get(at("B"));
        books.get(at("D"));

        // When
        put(books, "E");

        // Then
        assertThat(forgotten).containsExactly("A", "C");
        assertThat(books.get(at("B"))).isNotNull();
        assertThat(books.get(at("C"))).isNull();
    }

    @Test
    void one_may_be_all_there_is_room_for() {
        // Given
        HotBooks books = books(1);

        // When
        put(books, "A", "B", "C");

        // Then
        assertThat(forgotten).containsExactly("A", "B");
        assertThat(books.get(at("C"))).isNotNull();
    }

    @ParameterizedTest(name = "seed {0}, room for {1}")
    @CsvSource({"1, 1", "2, 2", "3, 12", "4, 400", "5, 512", "6, 3000"})
    void what_was_not_told_as_forgotten_is_there_as_it_was_put_and_never_more_than_have_room(long seed, int most) {
        // Given
        Random random = new Random(seed);
        Map<String, Hot> expected = new HashMap<>();
        HotBooks books = new HotBooks(most, hot -> expected.remove(sku(hot)));

        for (int i = 0; i < 20_000; i++) {
            // When
            String sku = "SKU-" + random.nextInt(2 * most + 1);
            Hot found = books.get(at(sku));

            // Then
            assertThat(found).isSameAs(expected.get(sku));
            if (found == null) {
                Hot hot = hot(sku);
                books.put(hot);
                expected.put(sku, hot);
                assertThat(expected).hasSizeLessThanOrEqualTo(most);
            }
        }
    }

    private HotBooks books(int most) {
        return new HotBooks(most, hot -> forgotten.add(sku(hot)));
    }

    private static void put(HotBooks books, String... skus) {
        for (String sku : skus) {
            books.put(hot(sku));
        }
    }

    private static Hot hot(String sku) {
        return new Hot(at(sku), 0);
    }

    private static String sku(Hot hot) {
        return LedgerKeys.texts(hot.log).get(0);
    }

    private static byte[] at(String sku) {
        return LedgerKeys.logOf(sku, "store-1");
    }
}
