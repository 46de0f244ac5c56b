package io.tillwatch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.trend.TheilSen.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheilSenTest {
    @Test
    void a_line_has_its_slope_and_a_single_point_none() {
        assertThat(TheilSen.slope(List.of(new Point(0, 3), new Point(2, 7), new Point(5, 13))))
                .hasValue(2);
        assertThat(TheilSen.slope(List.of(new Point(1, 1)))).isEmpty();
        assertThat(TheilSen.slope(List.of(new Point(1, 1), new Point(1, 9)))).isEmpty();
    }

    @Test
    void an_example_by_hand() {
        // Given five points, whose ten pairs have the slopes 1, 1, 4, 1.75, 1, 5.5, 2, 10, 2.5 and -5
        List<Point> points =
                List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2), new Point(3, 12), new Point(4, 7));

        assertThat(TheilSen.slope(points)).hasValue((1.75 + 2) / 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_quarter_of_wild_values_does_not_move_it_where_least_squares_goes_astray(long seed) {
        // Given a rise of 0.5 with a little noise, and every fourth value anything
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>();
        SimpleRegression leastSquares = new SimpleRegression();
        for (int x = 0; x < 60; x++) {
            double y = 0.5 * x + random.nextGaussian() * 0.2 + (x % 4 == 3 ? random.nextDouble() * 5_000 : 0);
            points.add(new Point(x, y));
            leastSquares.addData(x, y);
        }

        // Then
        assertThat(TheilSen.slope(points).orElseThrow()).isCloseTo(0.5, within(0.35));
        assertThat(Math.abs(leastSquares.getSlope() - 0.5)).isGreaterThan(0.35);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void it_is_the_median_of_all_pairs(long seed) {
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            points.add(new Point(random.nextInt(20), random.nextGaussian()));
        }
        double[] slopes = points.stream()
                .flatMapToDouble(one -> points.stream()
                        .filter(other -> other.x() > one.x())
                        .mapToDouble(other -> (other.y() - one.y()) / (other.x() - one.x())))
                .toArray();

        assertThat(TheilSen.slope(points).orElseThrow()).isCloseTo(new Median().evaluate(slopes), within(1e-9));
    }
}
