package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.inventory.StockCase.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance test of the inventory: any order, duplicates and restarts end in the same positions. */
class AnyOrderTest {
    private static final int EVENTS = 70;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_ledger_says_what_the_whole_set_says(long seed) {
        // Given
        List<Step> events = RandomStock.day(seed, "", EVENTS);
        Map<String, String> expected = BruteForce.positions(events, RandomStock.NOW);
        Random random = new Random(seed);

        for (int permutation = 0; permutation < 4; permutation++) {
            // When
            List<Step> delivered = RandomStock.delivered(events, random);
            StockCaseResult result = StockCases.run(new StockCase("seed " + seed, RandomStock.NOW, delivered));

            // Then
            assertThat(BruteForce.words(result.positions())).isEqualTo(expected);
            assertThat(result.duplicates()).isEqualTo(delivered.size() - events.size());
            assertThat(result.quarantined()).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void the_topology_says_what_the_whole_set_says_over_restarts(long seed, @TempDir Path stateDir) {
        // Given fifteen days side by side
        List<Step> events = new ArrayList<>();
        for (int day = 0; day < 15; day++) {
            events.addAll(RandomStock.day(1000 * seed + day, "D" + day + "-", EVENTS));
        }
        Random random = new Random(seed);
        List<Step> delivered = RandomStock.delivered(events, random);

        // When it stops twice on the way, and the sources send again what they sent last
        int redelivered = 0;
        Map<String, StockCaseResult.Figures> told;
        Map<String, AccountingSnapshot> accounts;
        try (StockPipe pipe = new StockPipe(RandomStock.NOW, stateDir)) {
            for (int i = 0; i < delivered.size(); i++) {
                pipe.send(delivered.get(i));
                if (i == delivered.size() / 3 || i == delivered.size() / 2) {
                    pipe.restart();
                    for (int again = i - 20; again <= i; again++) {
                        pipe.send(delivered.get(again));
                        redelivered++;
                    }
                }
            }
            told = pipe.figures();
            accounts = pipe.accounts();
        }

        // Then
        assertThat(BruteForce.words(told)).isEqualTo(BruteForce.positions(events, RandomStock.NOW));
        assertThat(accounts.values()).allMatch(AccountingSnapshot::balanced);
        assertThat(accounts.values().stream()
                        .mapToLong(AccountingSnapshot::input)
                        .sum())
                .isEqualTo(delivered.size() + redelivered);
        assertThat(accounts.values().stream()
                        .mapToLong(AccountingSnapshot::duplicate)
                        .sum())
                .isEqualTo(delivered.size() + redelivered - events.size());
    }
}
