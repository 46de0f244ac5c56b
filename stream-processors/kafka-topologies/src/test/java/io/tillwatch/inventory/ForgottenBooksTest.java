package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.inventory.StockCase.Step;
import io.tillwatch.state.PackedState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More positions than books in memory: each movement may find its book gone, and kept by this run or by another. */
final class ForgottenBooksTest {
    private static final int MOST = 2;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_book_that_was_forgotten_comes_back_as_the_whole_log_says_also_over_restarts(long seed) {
        // Given the same movements for a ledger that forgets nothing
        Random random = new Random(seed);
        List<Step> events = RandomStock.delivered(
                RandomStock.day(seed, "", 400).stream()
                        .filter(step -> step.corrects() == null)
                        .toList(),
                random);
        InMemoryLedgerStore whole = new InMemoryLedgerStore();
        Intake intake = new Intake(new InMemoryEventIndex());
        Map<String, List<Book>> expected = new TreeMap<>();
        Map<String, List<Book>> read = new TreeMap<>();
        try (PackedState state = PackedState.open(directory, LedgerKeys.SPACES, (number, chunk) -> {})) {
            LedgerStore forgetful = new PackedLedgerStore(state, MOST);

            // When they come in any order, and the forgetful one starts anew now and then
            for (Step step : events) {
                Event<?> event = step.toEvent();
                if (intake.admit(event, step.time()) instanceof Intake.Admitted admitted) {
                    for (Movement movement : admitted.movements()) {
                        new StockLedger(whole).apply(movement, RandomStock.NOW);
                        new StockLedger(forgetful).apply(movement, RandomStock.NOW);
                    }
                }
                if (random.nextInt(40) == 0) {
                    state.flush();
                    forgetful = new PackedLedgerStore(state, MOST);
                }
            }

            // Then it says of each position the same, from memory and to who reads the files
            state.flush();
            StoredLedger reader = new StoredLedger(state);
            for (Map.Entry<String, Book> one : books(whole).entrySet()) {
                int bar = one.getKey().indexOf('|');
                String sku = one.getKey().substring(0, bar);
                String location = one.getKey().substring(bar + 1);
                expected.put(one.getKey(), List.of(one.getValue(), one.getValue()));
                read.put(
                        one.getKey(),
                        List.of(forgetful.book(sku, location), Objects.requireNonNull(reader.book(sku, location))));
            }
        }
        assertThat(expected).hasSizeGreaterThan(MOST);
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void to_look_at_a_position_that_has_no_movement_leaves_nothing_behind() {
        try (PackedState state = PackedState.open(directory, LedgerKeys.SPACES, (number, chunk) -> {})) {
            // Given
            LedgerStore store = new PackedLedgerStore(state, MOST);

            // When
            for (int i = 0; i < 3 * MOST; i++) {
                store.book("NEVER-SEEN-" + i, "store-1");
            }
            state.flush();

            // Then
            assertThat(new StoredLedger(state).book("NEVER-SEEN-0", "store-1")).isNull();
        }
    }

    private static Map<String, Book> books(InMemoryLedgerStore whole) {
        Map<String, Book> books = new TreeMap<>();
        whole.positions((sku, location, book) -> books.put(sku + '|' + location, book));
        return books;
    }
}
