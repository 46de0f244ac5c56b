package io.tillwatch.state;

import static io.tillwatch.state.CompactedLog.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenKeysTest {
    /** More than one filter holds. */
    private static final int KEYS = 600_000;

    @Test
    void every_key_that_was_added_may_be_there_and_of_the_others_one_in_a_thousand() {
        // Given
        SeenKeys seen = new SeenKeys();
        IntStream.range(0, KEYS).forEach(i -> seen.add(hash("event-" + i)));

        // When it was kept and read again
        SeenKeys read = Objects.requireNonNull(SeenKeys.decode(seen.encoded()));

        // Then
        assertThat(IntStream.range(0, KEYS).allMatch(i -> read.mayContain(hash("event-" + i))))
                .isTrue();
        long inVain = IntStream.range(0, KEYS)
                .filter(i -> read.mayContain(hash("other-" + i)))
                .count();
        assertThat(inVain).isBetween(KEYS / 10_000L, KEYS * 2L / 1_000);
    }

    @Test
    void filters_of_another_size_are_not_taken_for_its_own() {
        byte[] kept = new SeenKeys().encoded();

        assertThat(SeenKeys.decode(kept)).isNotNull();
        assertThat(SeenKeys.decode(Arrays.copyOf(kept, kept.length - Long.BYTES)))
                .isNull();
        assertThat(SeenKeys.decode(Arrays.copyOf(kept, kept.length + Long.BYTES)))
                .isNull();
    }

    private static long hash(String key) {
        return SeenKeys.hash(bytes(key));
    }
}
