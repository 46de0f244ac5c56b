package io.tillwatch.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountLawTest {
    @ParameterizedTest
    @CsvSource({"0.03, 0.03", "0.5, 0.5", "4.2, 4.2", "4.2, 9", "37, 37", "37, 400", "900, 2500", "0.2, 3"})
    void quantiles_are_those_of_the_terms_added_up(double mean, double variance) {
        // Given the law's own recurrence, term by term
        double size = mean * mean / Math.max(1e-9, variance - mean);
        boolean poisson = variance == mean;
        double ratio = mean / (size + mean);
        double term = poisson ? Math.exp(-mean) : Math.exp(size * Math.log(1 - ratio));
        double sum = term;
        long count = 0;
        while (sum < 0.95) {
            count++;
            term *= poisson ? mean / count : ratio * (size + count - 1) / count;
            sum += term;
        }

        // When
        CountLaw law = CountLaw.of(mean, variance);

        // Then
        assertThat(law.quantile(0.95)).isEqualTo(count);
        assertThat(law.upTo(count)).isCloseTo(sum, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"7", "11"})
    void none_at_all_is_as_likely_as_drawn(long seed) {
        // Given counts whose rate is drawn first: mean 3, standard deviation of the rate 1.5
        Random random = new Random(seed);
        int draws = 40_000;
        int none = 0;
        for (int i = 0; i < draws; i++) {
            double rate = 0;
            for (int j = 0; j < 4; j++) {
                rate -= 0.75 * Math.log(1 - random.nextDouble());
            }
            none += random.nextDouble() < Math.exp(-rate) ? 1 : 0;
        }

        // Then
        assertThat(CountLaw.of(3, 3 + 1.5 * 1.5).none()).isCloseTo((double) none / draws, within(0.01));
    }
}
