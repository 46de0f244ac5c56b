package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetSumTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void finds_as_many_solutions_as_trying_every_subset(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Long> amounts = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(10); i++) {
                amounts.add(random.nextInt(60) - 20L);
            }
            long sum = random.nextInt(120) - 30L;

            SubsetSum.Found found = SubsetSum.of(amounts, sum, 2, 1_000_000);

            assertThat(found.solutions()).isEqualTo(everySubset(amounts, sum));
            if (found.solutions() > 0) {
                assertThat(found.members().stream().mapToLong(amounts::get).sum())
                        .isEqualTo(sum);
            }
        }
    }

    private static int everySubset(List<Long> amounts, long sum) {
        int solutions = 0;
        for (int mask = 0; mask < (1 << amounts.size()); mask++) {
            long total = 0;
            for (int i = 0; i < amounts.size(); i++) {
                total += ((mask >> i) & 1) == 1 ? amounts.get(i) : 0;
            }
            solutions += total == sum && Integer.bitCount(mask) >= 2 ? 1 : 0;
        }
        return solutions;
    }

    @Test
    void more_amounts_than_can_prove_anything_are_not_searched() {
        assertThat(SubsetSum.of(Collections.nCopies(SubsetSum.MOST + 1, 5L), 10, 2, 2)
                        .solutions())
                .isZero();
        assertThat(SubsetSum.of(Collections.nCopies(SubsetSum.MOST, 5L), 10, 2, 2)
                        .unique())
                .isFalse();
    }
}
