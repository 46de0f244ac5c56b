package io.tillwatch.state;

import static io.tillwatch.state.CompactedLog.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnwrittenTest {
    private static final int KEYS = 6_000;

    @ParameterizedTest(name = "seed {0}, {1} different hashes")
    @CsvSource({"1, 6000", "2, 300", "3, 2"})
    void holds_what_a_map_holds_also_when_hashes_collide(long seed, int hashes) {
        // Given
        Random random = new Random(seed);
        Unwritten unwritten = new Unwritten();

        for (int round = 0; round < 3; round++) {
            Map<String, byte[]> expected = new HashMap<>();

            // When more come than it has room for at first, some of them again
            for (int i = 0; i < KEYS; i++) {
                String key = "key-" + random.nextInt(KEYS);
                byte[] value = bytes("value-" + i);
                unwritten.put(bytes(key), hash(key, hashes), value);
                expected.put(key, value);
            }

            // Then
            for (int i = 0; i < KEYS; i++) {
                String key = "key-" + i;
                assertThat(unwritten.get(bytes(key), hash(key, hashes))).isSameAs(expected.get(key));
            }
            unwritten.clear();
            assertThat(unwritten.get(bytes("key-1"), hash("key-1", hashes))).isNull();
        }
    }

    private static long hash(String key, int hashes) {
        return Math.floorMod(key.hashCode(), hashes);
    }
}
