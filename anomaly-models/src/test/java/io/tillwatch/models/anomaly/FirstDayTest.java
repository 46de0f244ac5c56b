package io.tillwatch.models.anomaly;

import static io.tillwatch.models.anomaly.Synthetic.DAY;
import static io.tillwatch.models.anomaly.Synthetic.alerts;
import static io.tillwatch.models.anomaly.Synthetic.counts;
import static io.tillwatch.models.anomaly.Synthetic.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first-day figures of README.md. */
@Tag("long")
class FirstDayTest {
    @ParameterizedTest(name = "{0} a bucket, fourfold for two hours, seeds 0 to 99")
    @CsvSource({"2,100,1.8", "1,91,4.9", "0.5,42,7.7"})
    void fourfold_demand_is_caught_so_often_and_so_soon(double rate, int hits, double meanDelay) {
        // Given a hundred first days without history
        // When
        List<Integer> first = IntStream.range(0, 100)
                .mapToObj(seed -> alerts(run(
                                SeriesDetector.create(DetectorConfig.of(SeriesKind.COUNT)),
                                counts(DAY, seed, i -> i >= 180 && i < 204 ? 4 * rate : rate)))
                        .stream()
                        .filter(i -> i >= 180 && i < 207)
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
        // Then
        assertThat(first).hasSizeGreaterThanOrEqualTo(hits);
        assertThat(first.stream().mapToInt(i -> i - 180).average().orElseThrow())
                .isLessThan(meanDelay + 0.1);
    }
}
