package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityTest {
    private static final PriorityConfig CONFIG = PriorityConfig.DEFAULT;
    private static final FlowCatalogue FLOWS = FlowCatalogue.demo();
    private static final Priority.Facts NOTHING = new Priority.Facts(null, 0, 0, null, 0, 0, true);

    @Test
    void every_term_of_a_worked_example_is_as_calculated_by_hand() {
        // Given: log10(41201) = 4.615, log10(313) = 2.496
        Priority.Facts facts = new Priority.Facts(Money.of("41200", "EUR"), 0, 312, flow("payments"), 0.9, 2, false);

        // When
        List<PriorityTerm> terms = Priority.terms(facts, CONFIG);

        // Then
        assertThat(terms)
                .containsExactly(
                        new PriorityTerm("money at risk", 4.615, 1.0, 4.615, "41200.00 EUR at risk"),
                        new PriorityTerm("customers", 2.496, 0.5, 1.248, "312 customers affected"),
                        new PriorityTerm("criticality", 3, 0.7, 2.1, "tier-1 flow payments"),
                        new PriorityTerm("severity", 0.9, 1.0, 0.9, "strongest signal 0.90 of 1"),
                        new PriorityTerm("spread", 2, 0.4, 0.8, "2 further flows touched"),
                        new PriorityTerm("novelty", 1, 0.3, 0.3, "not seen before"));
        assertThat(Priority.score(terms)).isEqualTo(9.963);
        assertThat(CONFIG.band(9.963)).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261124, 99})
    void terms_sum_to_the_score_and_each_is_its_value_times_its_weight(long seed) {
        // Given
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            // When
            List<PriorityTerm> terms = Priority.terms(facts(random), CONFIG);

            // Then
            double sum = 0;
            for (PriorityTerm term : terms) {
                assertThat(term.contribution()).isCloseTo(term.value() * term.weight(), within(0.002));
                assertThat(term.because()).isNotBlank();
                sum += term.contribution();
            }
            assertThat(Priority.score(terms)).isCloseTo(sum, within(1e-9));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 20261124, 98})
    void more_of_any_trouble_never_makes_it_less_urgent(long seed) {
        // Given
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Priority.Facts one = facts(random);
            double score = score(one);

            // When
            List<Priority.Facts> worse = List.of(
                    new Priority.Facts(
                            Money.of("1000000", "EUR"),
                            one.minutes(),
                            one.customers(),
                            one.flow(),
                            one.severity(),
                            one.furtherFlows(),
                            one.seenBefore()),
                    new Priority.Facts(
                            one.moneyAtRisk(),
                            one.minutes(),
                            one.customers() + 1,
                            one.flow(),
                            one.severity(),
                            one.furtherFlows(),
                            one.seenBefore()),
                    new Priority.Facts(
                            one.moneyAtRisk(),
                            one.minutes(),
                            one.customers(),
                            flow("payments"),
                            one.severity(),
                            one.furtherFlows(),
                            one.seenBefore()),
                    new Priority.Facts(
                            one.moneyAtRisk(),
                            one.minutes(),
                            one.customers(),
                            one.flow(),
                            1,
                            one.furtherFlows() + 1,
                            one.seenBefore()),
                    new Priority.Facts(
                            one.moneyAtRisk(),
                            one.minutes(),
                            one.customers(),
                            one.flow(),
                            one.severity(),
                            one.furtherFlows(),
                            false));

            // Then
            assertThat(worse).allSatisfy(facts -> {
                assertThat(score(facts)).isGreaterThanOrEqualTo(score);
                assertThat(CONFIG.band(score(facts))).isLessThanOrEqualTo(CONFIG.band(score));
            });
        }
    }

    @Test
    void where_nobody_says_what_it_costs_the_minutes_of_its_tier_are_estimated() {
        // Given 240 min of a tier-1 flow at 20 a minute: log10(4801) = 3.681
        Priority.Facts facts = new Priority.Facts(null, 240, 0, flow("payments"), 0, 0, true);

        // When
        List<PriorityTerm> terms = Priority.terms(facts, CONFIG);

        // Then
        assertThat(terms).contains(new PriorityTerm("estimated loss", 3.681, 1.0, 3.681, "240 min of a tier-1 flow"));
        assertThat(Priority.terms(
                        new Priority.Facts(Money.of("5", "EUR"), 240, 0, flow("payments"), 0, 0, true), CONFIG))
                .extracting(PriorityTerm::name)
                .doesNotContain("estimated loss");
    }

    @Test
    void criticality_severity_spread_and_novelty_are_bounded() {
        // Given
        Priority.Facts most = new Priority.Facts(null, 0, 0, flow("payments"), 17, 40, false);

        // When
        double score = score(most);

        // Then: 3 x 0.7 + 1 x 1.0 + 3 x 0.4 + 0.3
        assertThat(score).isEqualTo(4.6);
    }

    @Test
    void strength_that_is_no_number_counts_as_full_so_that_it_hides_nothing() {
        assertThat(score(new Priority.Facts(null, 0, 0, null, Double.NaN, 0, true)))
                .isEqualTo(1.0);
        assertThat(score(new Priority.Facts(null, 0, 0, null, -3, 0, true))).isZero();
    }

    @Test
    void money_counts_by_its_size_whatever_its_sign_and_nothing_counts_for_nothing() {
        assertThat(score(new Priority.Facts(Money.of("-99", "EUR"), 0, 0, null, 0, 0, true)))
                .isEqualTo(2.0);
        assertThat(Priority.terms(NOTHING, CONFIG)).isEmpty();
        assertThat(CONFIG.band(score(NOTHING))).isEqualTo(5);
    }

    @ParameterizedTest(name = "score {0} is P{1}")
    @CsvSource({"7.0,1", "6.999,2", "5.0,2", "4.999,3", "3.0,3", "2.999,4", "1.5,4", "1.499,5", "0,5", "100,1"})
    void bands_are_as_documented(double score, int priority) {
        assertThat(CONFIG.band(score)).isEqualTo(priority);
    }

    @Test
    void weights_and_bands_that_would_turn_the_order_around_are_refused() {
        assertThatThrownBy(() -> new PriorityConfig(-0.1, 0, 0, 0, 0, 0, CONFIG.bands(), CONFIG.minutes()))
                .hasMessage("priority.money must be 0 or more, was -0.1");
        assertThatThrownBy(() -> new PriorityConfig(0, 0, 0, Double.NaN, 0, 0, CONFIG.bands(), CONFIG.minutes()))
                .hasMessageContaining("priority.severity");
        assertThatThrownBy(() -> new PriorityConfig(1, 1, 1, 1, 1, 1, List.of(6.0, 4.0, 4.0, 1.0), CONFIG.minutes()))
                .hasMessage("priority.bands must fall from P1 to P4");
        assertThatThrownBy(() ->
                        new PriorityConfig(1, 1, 1, 1, 1, 1, List.of(6.0, Double.NaN, 2.0, 1.0), CONFIG.minutes()))
                .hasMessage("priority.bands must fall from P1 to P4");
        assertThatThrownBy(() -> new PriorityConfig(1, 1, 1, 1, 1, 1, List.of(6.0), CONFIG.minutes()))
                .hasMessageContaining("must name four scores");
    }

    @Test
    void defaults_are_pinned() {
        assertThat(PriorityConfig.DEFAULT)
                .isEqualTo(new PriorityConfig(
                        1.0, 0.5, 0.7, 1.0, 0.4, 0.3, List.of(7.0, 5.0, 3.0, 1.5), List.of(20.0, 10.0, 3.0, 1.0)));
    }

    private static Priority.Facts facts(Random random) {
        List<Flow> flows = FLOWS.all();
        return new Priority.Facts(
                random.nextInt(3) == 0 ? null : new Money(random.nextLong(100_000_00L), "EUR"),
                random.nextInt(300),
                random.nextInt(500),
                random.nextInt(5) == 0 ? null : flows.get(random.nextInt(flows.size())),
                random.nextDouble(),
                random.nextInt(6),
                random.nextBoolean());
    }

    private static double score(Priority.Facts facts) {
        return Priority.score(Priority.terms(facts, CONFIG));
    }

    private static Flow flow(String id) {
        return FLOWS.find(id).orElseThrow();
    }
}
