package io.tillwatch.state;

import static io.tillwatch.state.CompactedLog.all;
import static io.tillwatch.state.CompactedLog.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sorted map is the oracle of what is kept, and another one plays the compacted changelog. */
class SweepTest {
    private static final int SPARED = 2_000;
    private static final int KEYS = 1_500;
    private static final int COMMITS = 400;

    @TempDir
    Path directory;

    private final CompactedLog changelog = new CompactedLog();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_changelog_stays_bounded_and_restores_exactly_what_was_committed(long seed) {
        // Given a store whose few keys are written over and over
        Random random = new Random(seed);
        TreeMap<String, String> expected = new TreeMap<>();
        PackedState state = open("here");
        long written = 0;
        long most = 0;

        for (int commit = 0; commit < COMMITS; commit++) {
            // When
            for (int i = 0; i < 200; i++) {
                written++;
                String key = "K" + random.nextInt(KEYS);
                if (random.nextInt(10) == 0) {
                    state.delete(bytes(key));
                    expected.remove(key);
                } else {
                    String value = commit + " " + i;
                    state.put(bytes(key), bytes(value));
                    expected.put(key, value);
                }
            }
            state.flush();
            most = Math.max(most, entries());

            // Then whoever comes after a crash at this moment has what was committed, and no more
            if (commit % 29 == 0) {
                assertThat(restored("crash-" + commit)).isEqualTo(expected);
            }
            if (commit % 15 == 14) {
                state.close();
                state = open("here");
            }
        }

        // Then
        assertThat(all(state)).isEqualTo(expected);
        assertThat(most)
                .as("RocksDB's count of keys, which starts a round, is an estimate")
                .isLessThan(written / 3);
        state.close();
    }

    @Test
    void what_needs_not_be_kept_goes_and_is_not_remembered_as_seen() {
        // Given
        PackedState state = open("here");
        for (int i = 0; i < 3_000; i++) {
            state.put(bytes("K" + i), bytes(i % 3 == 0 ? "old" : "young"));
        }
        state.flush();

        // When it is swept by a rule that keeps the young, through as many commits as that takes
        state.keeping((key, value) -> !new String(value, UTF_8).equals("old"));
        state.sweep();
        for (int commit = 0; commit < 6; commit++) {
            state.flush();
        }

        // Then
        assertThat(all(state)).hasSize(2_000).doesNotContainValue("old");
        assertThat(restored("elsewhere")).isEqualTo(all(state));
        assertThat(state.current(bytes("K0"))).isNull();
        assertThat(state.current(bytes("K1"))).isEqualTo(bytes("young"));
        state.close();
    }

    @Test
    void a_sweep_goes_on_where_a_restart_interrupted_it() {
        // Given a sweep that needs several commits
        PackedState state = open("here");
        for (int i = 0; i < 5_000; i++) {
            state.put(bytes("K" + i), bytes("value"));
        }
        state.flush();
        long first = changelog.chunks.firstKey();
        state.sweep();
        state.flush();
        state.flush();

        // When
        state.close();
        state = open("here");
        for (int commit = 0; commit < 8; commit++) {
            state.flush();
        }

        // Then all before it has left the changelog, which still holds everything
        assertThat(changelog.chunks.firstKey()).isGreaterThan(first);
        assertThat(restored("elsewhere")).hasSize(5_000);
        state.close();
    }

    private int entries() {
        return changelog.chunks.values().stream().mapToInt(Chunk::entries).sum();
    }

    private Map<String, String> restored(String name) {
        try (PackedState restored = open(name)) {
            restored.restore(changelog.chunks.values());
            return all(restored);
        }
    }

    private PackedState open(String name) {
        return PackedState.open(directory.resolve(name), CompactedLog.SPACES, changelog, SPARED);
    }
}
