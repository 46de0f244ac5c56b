package io.tillwatch.models.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTest {
    @Test
    void rarity_inside_the_data_is_its_share() {
        // Given ten thousand absolute normal deviations, seed 1
        Tail tail = normal(10_000, 1);
        // Then one in 22 lies beyond two
        assertThat(tail.rarity(2)).isCloseTo(-Math.log10(0.0455), within(0.1));
    }

    @Test
    void never_seen_is_rarer_than_seen_and_rarity_never_falls() {
        Tail tail = normal(2_000, 2);
        double last = -1;
        for (double s = 0.1; s < 40; s *= 1.05) {
            assertThat(tail.rarity(s)).isGreaterThanOrEqualTo(last - 0.05);
            last = tail.rarity(s);
        }
        assertThat(tail.rarity(12)).isGreaterThan(3.5);
    }

    @Test
    void an_empty_tail_finds_nothing_rare() {
        assertThat(new Tail().rarity(30)).isZero();
    }

    private static Tail normal(int n, long seed) {
        Random random = new Random(seed);
        Tail tail = new Tail();
        for (int i = 0; i < n; i++) {
            tail.add(Math.abs(random.nextGaussian()));
        }
        return tail;
    }
}
