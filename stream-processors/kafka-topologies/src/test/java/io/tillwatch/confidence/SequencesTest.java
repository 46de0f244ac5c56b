package io.tillwatch.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequencesTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 11})
    void numbers_in_any_order_and_twice_leave_what_a_set_would(long seed) {
        // Given
        Random random = new Random(seed);
        List<Long> numbers = new ArrayList<>();
        for (long number = 5; number < 300; number++) {
            if (random.nextInt(4) > 0) {
                numbers.add(number);
                numbers.add(number);
            }
        }
        Collections.shuffle(numbers, random);

        // When
        Sequences heard = Sequences.NONE;
        for (long number : numbers) {
            heard = heard.plus(number);
        }

        // Then
        TreeSet<Long> set = new TreeSet<>(numbers);
        assertThat(heard.last()).isEqualTo(set.last());
        assertThat(heard.missing()).isEqualTo(set.last() - set.first() + 1 - set.size());
        for (long number = 0; number < 310; number++) {
            assertThat(heard.contains(number)).isEqualTo(set.contains(number));
        }
    }

    @Test
    void many_gaps_keep_a_bounded_size_and_the_newest_of_them() {
        // When
        Sequences heard = Sequences.NONE;
        for (long number = 0; number < 4_000; number += 2) {
            heard = heard.plus(number);
        }

        // Then
        assertThat(heard.ranges()).hasSize(512);
        assertThat(heard.contains(3_997)).isFalse();
        assertThat(heard.contains(1)).as("given up").isTrue();
    }
}
