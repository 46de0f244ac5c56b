package io.tillwatch.state;

import static io.tillwatch.state.CompactedLog.all;
import static io.tillwatch.state.CompactedLog.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.streams.SmallRocksDb;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** A sorted map of texts is the oracle. */
class PackedStateTest {
    private static final int STEPS = 4_000;

    @TempDir
    Path directory;

    private final CompactedLog changelog = new CompactedLog();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void holds_what_a_map_holds_over_restarts_and_when_restored_from_its_changelog(long seed) {
        // Given
        Random random = new Random(seed);
        TreeMap<String, String> expected = new TreeMap<>();
        PackedState state = open("here");

        // When
        for (int step = 0; step < STEPS; step++) {
            String key = "K" + random.nextInt(300);
            if (random.nextInt(4) == 0) {
                state.delete(bytes(key));
                expected.remove(key);
            } else {
                String value = "v" + "x".repeat(random.nextInt(400)) + step;
                state.put(bytes(key), bytes(value));
                expected.put(key, value);
            }
            assertThat(text(state.current(bytes(key)))).isEqualTo(expected.get(key));
            if (random.nextInt(200) == 0) {
                state.write();
            }
            if (random.nextInt(1000) == 0) {
                state.write();
                state.close();
                state = open("here");
            }
        }
        state.write();

        // Then it holds them, and another one that was restored in some pieces does too
        assertThat(all(state)).isEqualTo(expected);
        try (PackedState restored = open("elsewhere")) {
            int half = changelog.chunks.size() / 2;
            List<byte[]> chunks = List.copyOf(changelog.chunks.values());
            restored.restore(chunks.subList(0, half));
            restored.restore(chunks.subList(half, chunks.size()));
            assertThat(all(restored)).isEqualTo(expected);
            expected.forEach((key, value) ->
                    assertThat(text(restored.current(bytes(key)))).isEqualTo(value));
        }
        state.close();
    }

    @Test
    void what_another_task_wrote_is_seen_and_not_what_this_one_put_last() {
        // Given a store that put, and deleted, and another one that did otherwise
        PackedState here = open("here");
        here.put(bytes("K1"), bytes("mine"));
        here.put(bytes("K2"), bytes("mine"));
        here.delete(bytes("K2"));
        here.flush();
        CompactedLog others = new CompactedLog();
        try (PackedState other = PackedState.open(directory.resolve("other"), CompactedLog.SPACES, others)) {
            other.put(bytes("K1"), bytes("theirs"));
            other.put(bytes("K2"), bytes("theirs"));
            other.flush();
        }

        // When it goes on from there
        here.restore(others.chunks.values());

        // Then
        assertThat(text(here.current(bytes("K1")))).isEqualTo("theirs");
        assertThat(text(here.current(bytes("K2")))).isEqualTo("theirs");
        here.close();
    }

    @Test
    void the_series_rises_over_restarts_and_restoration() {
        // Given
        PackedState first = open("here");
        first.nextSequence();
        long last = first.nextSequence();
        first.append(bytes("L1"), bytes("one"));
        first.write();
        first.close();

        // When, then
        try (PackedState again = open("here");
                PackedState elsewhere = open("elsewhere")) {
            elsewhere.restore(changelog.chunks.values());
            assertThat(again.nextSequence()).isEqualTo(last + 1);
            assertThat(elsewhere.nextSequence()).isEqualTo(last + 1);
        }
    }

    @Test
    void keys_that_a_program_with_other_filters_remembered_are_remembered_anew() throws Exception {
        // Given what such a program leaves: one filter of another size
        try (PackedState state = open("here")) {
            state.put(bytes("K1"), bytes("one"));
            state.write();
        }
        byte[] seen = {1};
        byte[] others = ByteBuffer.allocate(Integer.BYTES * 3 + Long.BYTES * 100)
                .putInt(1)
                .putInt(1 << 18)
                .putInt(1)
                .array();
        try (Options options = SmallRocksDb.packed();
                RocksDB files = RocksDB.open(options, directory.resolve("here").toString())) {
            assertThat(files.get(seen)).isNotEmpty();
            files.put(seen, others);
        }

        // When, then
        for (int start = 1; start <= 2; start++) {
            try (PackedState again = open("here")) {
                assertThat(text(again.current(bytes("K1"))))
                        .as("start %d", start)
                        .isEqualTo("one");
                assertThat(again.current(bytes("K2"))).isNull();
            }
        }
    }

    @Test
    void what_was_not_written_is_not_in_the_changelog_and_gone_after_a_close() {
        // Given
        PackedState state = open("here");
        state.put(bytes("K1"), bytes("kept"));
        state.write();
        state.put(bytes("K2"), bytes("lost"));

        // When
        state.close();

        // Then
        assertThat(changelog.chunks).hasSize(1);
        try (PackedState again = open("here")) {
            assertThat(all(again)).containsOnlyKeys("K1");
        }
    }

    @Test
    void a_reader_of_a_closed_store_hears_that_its_task_has_moved() {
        // Given
        PackedState state = open("here");
        state.close();

        // When, then
        assertThatThrownBy(() -> state.get(bytes("K1"))).isInstanceOf(InvalidStateStoreException.class);
    }

    @ParameterizedTest(name = "{0} keys")
    @ValueSource(ints = {1_000, 400_000})
    void seen_keys_forget_none_and_mistake_few(int keys) {
        // Given
        SeenKeys seen = new SeenKeys();
        for (int i = 0; i < keys; i++) {
            seen.add(SeenKeys.hash(bytes("source-" + i % 7 + " event-" + i)));
        }

        // When
        SeenKeys kept = SeenKeys.decode(seen.encoded());

        // Then
        int mistaken = 0;
        for (int i = 0; i < keys; i++) {
            assertThat(kept.mayContain(SeenKeys.hash(bytes("source-" + i % 7 + " event-" + i))))
                    .isTrue();
            mistaken += kept.mayContain(SeenKeys.hash(bytes("never-" + i))) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(Math.max(20, keys / 40));
    }

    private PackedState open(String name) {
        return PackedState.open(directory.resolve(name), CompactedLog.SPACES, changelog);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
