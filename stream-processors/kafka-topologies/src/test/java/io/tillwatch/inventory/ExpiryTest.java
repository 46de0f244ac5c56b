package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.state.PackedState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    Path directory;

    private PackedState state;
    private LedgerStore store;

    @BeforeEach
    void open() {
        state = PackedState.open(directory, LedgerKeys.SPACES, (number, chunk) -> {});
        store = new PackedLedgerStore(state, 10);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @ParameterizedTest(name = "expires {0} ns after the millisecond")
    @ValueSource(longs = {0, 1, 900_000, 999_999})
    void it_is_looked_at_when_its_time_has_come_and_not_before(long nanos) {
        // Given
        Instant expiresAt = NOON.plusNanos(nanos);
        store.expireAt(expiresAt, "MUG", "store-1", "R1");

        // When one looks at every third of a millisecond around it
        List<Instant> looked = new ArrayList<>();
        for (Instant now = NOON.minusMillis(2); now.isBefore(NOON.plusMillis(3)); now = now.plusNanos(333_333)) {
            Instant moment = now;
            store.due(now, (sku, location, reservation) -> looked.add(moment));
        }

        // Then
        assertThat(looked)
                .singleElement()
                .satisfies(moment -> assertThat(moment).isBetween(expiresAt, expiresAt.plus(Duration.ofMillis(2))));
    }

    @Test
    void an_expiry_beyond_all_calendars_waits_and_holds_nobody_up() {
        // Given
        store.expireAt(Instant.MAX.minusSeconds(1), "MUG", "store-1", "R1");
        store.expireAt(NOON, "MUG", "store-1", "R2");

        // When
        List<String> due = new ArrayList<>();
        store.due(NOON.plus(Duration.ofDays(36_500)), (sku, location, reservation) -> due.add(reservation));

        // Then
        assertThat(due).containsExactly("R2");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatever_order_they_come_in_each_is_looked_at_in_the_first_look_behind_it_also_over_restarts(long seed) {
        // Given expiries in any order, and looks and restarts in between
        Random random = new Random(seed);
        Map<String, Long> waiting = new TreeMap<>();
        List<String> expected = new ArrayList<>();
        List<String> looked = new ArrayList<>();
        long millis = 0;
        for (int i = 0; i < 400; i++) {
            // When
            long expiresAt = millis + random.nextInt(300) - 20;
            String reservation = "R" + i;
            store.expireAt(NOON.plusMillis(expiresAt), "MUG", "store-1", reservation);
            waiting.put(reservation, expiresAt);
            millis += random.nextInt(20);
            if (random.nextInt(30) == 0) {
                state.flush();
                store = new PackedLedgerStore(state, 10);
            }
            if (random.nextBoolean()) {
                long now = millis;
                waiting.entrySet().stream()
                        .filter(one -> one.getValue() <= now)
                        .forEach(one -> expected.add(one.getKey() + " at " + now));
                waiting.values().removeIf(time -> time <= now);
                store.due(NOON.plusMillis(now), (sku, location, expired) -> looked.add(expired + " at " + now));
            }
        }

        // Then
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(looked).containsExactlyInAnyOrderElementsOf(expected);
    }
}
