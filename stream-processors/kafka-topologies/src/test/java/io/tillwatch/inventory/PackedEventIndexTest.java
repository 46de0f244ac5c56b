package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.inventory.EventIndex.Known;
import io.tillwatch.state.PackedState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedEventIndexTest {
    private static final String TILL = "/pos/store-1/till-1";
    private static final String UUID = "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5f6";
    private static final Known SEEN = new Known(17, true, false, List.of("MUG|store-1"), 20_000);

    @TempDir
    Path directory;

    @Test
    void finds_what_it_was_told_whatever_ids_look_like_over_a_restart() {
        // Given
        try (PackedState store = open()) {
            PackedEventIndex index = new PackedEventIndex(store);
            index.put(TILL, UUID, SEEN);
            index.put(TILL, "receipt-1", SEEN);
            store.flush();
        }

        // When, then
        try (PackedState store = open()) {
            PackedEventIndex index = new PackedEventIndex(store);
            assertThat(index.find(TILL, UUID)).isEqualTo(SEEN);
            assertThat(index.find(TILL, "receipt-1")).isEqualTo(SEEN);
            assertThat(index.find(TILL, "receipt-2")).isNull();
            assertThat(index.find("/pos/store-1/till-2", UUID)).isNull();
        }
    }

    @Test
    void finds_a_uuid_that_an_earlier_program_spelled() {
        // Given what such a program left
        try (PackedState store = open()) {
            store.put(LedgerKeys.spelledEvent(TILL, UUID), PackedEventIndex.encode(SEEN));
            store.flush();
        }

        try (PackedState store = open()) {
            PackedEventIndex index = new PackedEventIndex(store);
            assertThat(index.find(TILL, UUID)).isEqualTo(SEEN);

            // When something becomes of it
            Known voided = new Known(17, true, true, List.of("MUG|store-1"), 20_000);
            index.put(TILL, UUID, voided);

            // Then the newest counts
            assertThat(index.find(TILL, UUID)).isEqualTo(voided);
        }
    }

    private PackedState open() {
        return PackedState.open(directory.resolve("store"), LedgerKeys.SPACES, (number, chunk) -> {});
    }
}
