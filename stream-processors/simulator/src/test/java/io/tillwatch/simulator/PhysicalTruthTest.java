package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalTruthTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void the_truth_is_what_the_events_add_up_to(long seed) {
        // Given a world whose faults of delivery are taken out: each event once, nothing spoilt
        World world = Worlds.of(seed);
        List<Emission> events = Worlds.events(world);

        // When a storekeeper reckons it up
        Map<String, List<String>> reckoned =
                new WireFold(true).fold(events, world.config().worldEnd());

        // Then
        assertThat(reckoned).hasSizeGreaterThan(5_000).isEqualTo(figures(world.truth()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void a_count_finds_what_lies_there_but_for_a_piece_that_went_missing(long seed) {
        // Given what moved, without any count, and how often each shelf was counted
        World world = Worlds.of(seed);
        List<Emission> events = Worlds.events(world);
        Map<String, List<String>> moved =
                new WireFold(false).fold(events, world.config().worldEnd());
        Map<String, Integer> counts = new HashMap<>();
        for (Emission emission : events) {
            if (Objects.requireNonNull(emission.event()).data() instanceof StockCounted count) {
                counts.merge(StockPosition.key(count.sku(), count.location()), 1, Integer::sum);
            }
        }

        // When
        Map<String, BigDecimal> missing = new TreeMap<>();
        world.truth().positions().forEach((key, position) -> {
            BigDecimal less = new BigDecimal(moved.get(key).get(0)).subtract(position.onHand());
            if (less.signum() != 0) {
                missing.put(key, less);
            }
        });

        // Then some counts found a piece less, and none found anything else
        assertThat(missing)
                .isNotEmpty()
                .allSatisfy((key, less) ->
                        assertThat(less).isBetween(BigDecimal.ONE, BigDecimal.valueOf(counts.getOrDefault(key, 0))));
        assertThat(missing).hasSizeLessThan(counts.size() / 5);
        assertThat(world.truth().positions().values())
                .allMatch(position -> position.onHand().signum() >= 0);
    }

    private static Map<String, List<String>> figures(Truth truth) {
        Map<String, List<String>> figures = new TreeMap<>();
        truth.positions().forEach((key, position) -> {
            List<String> row = WireFold.figures(
                    position.onHand(),
                    position.reserved(),
                    position.inTransit(),
                    position.damaged(),
                    position.buffer());
            assertThat(position.available()).isEqualByComparingTo(row.get(5));
            figures.put(key, row);
        });
        return figures;
    }
}
