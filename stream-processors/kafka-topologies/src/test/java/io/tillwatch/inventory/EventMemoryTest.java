package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.inventory.EventIndex.Known;
import io.tillwatch.state.PackedState;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventMemoryTest {
    private static final Duration HORIZON = Duration.ofDays(35);
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock(NOW);
    private PackedState state;
    private EventIndex index;
    private EventMemory memory;

    @BeforeEach
    void open() {
        state = PackedState.open(directory, LedgerKeys.SPACES, (number, chunk) -> {});
        index = new PackedEventIndex(state);
        memory = new EventMemory(state, HORIZON, clock.world());
        state.keeping(memory);
        memory.look();
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void an_event_is_forgotten_three_horizons_after_it_occurred_and_not_before() {
        // Given
        heard("long ago", NOW.minus(Duration.ofDays(110)));
        heard("within three horizons", NOW.minus(Duration.ofDays(90)));
        heard("a clock ahead", NOW.plus(Duration.ofDays(365)));

        // When
        days(8);

        // Then
        assertThat(index.find("till", "long ago")).isNull();
        assertThat(index.find("till", "within three horizons")).isNotNull();
        assertThat(index.find("till", "a clock ahead")).isNotNull();
    }

    @Test
    void nothing_is_swept_before_a_fifth_of_the_horizon_has_passed() {
        // Given
        heard("long ago", NOW.minus(Duration.ofDays(110)));

        // When
        days(6);

        // Then
        assertThat(index.find("till", "long ago")).isNotNull();
    }

    private void heard(String id, Instant at) {
        index.put("till", id, new Known(1, true, false, List.of("SKU|store"), Intake.day(at)));
    }

    private void days(int days) {
        for (int day = 0; day < days; day++) {
            clock.advance(Duration.ofDays(1));
            memory.look();
            state.flush();
            state.flush();
        }
    }
}
