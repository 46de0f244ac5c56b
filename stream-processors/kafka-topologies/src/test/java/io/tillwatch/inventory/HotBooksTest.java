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
import org.junit.jupiter.params.provider.ValueSource;

class HotBooksTest {
    private final List<String> forgotten = new ArrayList<>();

    @Test
    void the_one_that_was_not_used_makes_room() {
        // Given three, all of which had their first chance, and two that are used again
        HotBooks books = books(3);
        put(books, "A", "B", "C", "D");
        books.get("B", "store-1");
        books.get("D", "store-1");

        // When
        put(books, "E");

        // Then
        assertThat(forgotten).containsExactly("A", "C");
        assertThat(books.get("B", "store-1")).isNotNull();
        assertThat(books.get("C", "store-1")).isNull();
    }

    @Test
    void one_may_be_all_there_is_room_for() {
        // Given
        HotBooks books = books(1);

        // When
        put(books, "A", "B", "C");

        // Then
        assertThat(forgotten).containsExactly("A", "B");
        assertThat(books.get("C", "store-1")).isNotNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_was_not_told_as_forgotten_is_there_as_it_was_put_and_never_more_than_have_room(long seed) {
        // Given
        Random random = new Random(seed);
        int most = 1 + random.nextInt(12);
        Map<String, Hot> expected = new HashMap<>();
        HotBooks books = new HotBooks(most, hot -> expected.remove(hot.sku));

        for (int i = 0; i < 5000; i++) {
            // When
            String sku = "SKU-" + (int) Math.pow(random.nextInt(6), 2 + random.nextInt(2));
            Hot found = books.get(sku, "store-1");

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
        return new HotBooks(most, hot -> forgotten.add(hot.sku));
    }

    private static void put(HotBooks books, String... skus) {
        for (String sku : skus) {
            books.put(hot(sku));
        }
    }

    private static Hot hot(String sku) {
        return new Hot(sku, "store-1", new byte[0], Book.EMPTY, 0);
    }
}
