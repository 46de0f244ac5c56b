package io.tillwatch.models.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawTest {
    @ParameterizedTest(name = "P(X >= {0} | mean {1}, dispersion {2})")
    @CsvSource({"3,2,1", "12,4,1", "1,0.3,1", "7,2,2", "40,20,3"})
    void tail_of_counts_equals_the_sum_of_its_probabilities(int x, double mean, double dispersion) {
        // Given the probabilities by their recurrence
        double below = 0;
        double p = dispersion == 1 ? Math.exp(-mean) : Math.pow(1 / dispersion, mean / (dispersion - 1));
        for (int k = 0; k < x; k++) {
            below += p;
            p *= dispersion == 1 ? mean / (k + 1) : (k + mean / (dispersion - 1)) / (k + 1) * (1 - 1 / dispersion);
        }
        // When, Then
        assertThat(Law.tail(x, mean, dispersion)).isCloseTo(1 - below, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.158655,1", "0.00134990,3", "2.866516e-7,5", "7.619853e-24,10", "2.753624e-89,20"})
    void quantile_of_a_normal_tail_is_right_far_out(double p, double z) {
        assertThat(Law.quantileOfTail(p)).isCloseTo(z, within(0.01));
    }

    @Test
    void more_spread_makes_the_same_count_less_surprising() {
        double poisson = Law.COUNT.z(20, 5, 1, 1000);
        double wide = Law.COUNT.z(20, 5, 4, 1000);
        assertThat(poisson).isGreaterThan(wide).isGreaterThan(4.5);
        assertThat(wide).isBetween(2.0, 4.0);
    }

    @ParameterizedTest(name = "{0} where {1} is expected at dispersion {2}")
    @CsvSource({"9,3,1", "15,5,3", "2,12,2", "30,20,2"})
    void z_of_a_count_is_the_normal_quantile_of_its_mid_p(int x, double mean, double dispersion) {
        // Given as many observations that nothing is unknown of the mean
        double seen = 1e9;
        // When
        double z = Law.COUNT.z(x, mean, dispersion, seen);
        // Then
        double midP = (Law.tail(x, mean, dispersion) + Law.tail(x + 1, mean, dispersion)) / 2;
        double oracle = -new NormalDistribution().inverseCumulativeProbability(midP);
        assertThat(z).isCloseTo(oracle, within(1e-4));
    }

    @Test
    void little_history_makes_a_deviation_less_surprising() {
        assertThat(Law.COUNT.z(20, 5, 1, 2)).isLessThan(Law.COUNT.z(20, 5, 1, 100));
        assertThat(Law.NORMAL.z(20, 5, 4, 2)).isLessThan(Law.NORMAL.z(20, 5, 4, 100));
    }
}
