package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.expiry;
import static io.tillwatch.health.Samples.memory;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryRuleTest {
    @ParameterizedTest(name = "{0} hours before its end: {1}")
    @CsvSource({"20, 0.9", "-3, 0.9", "25, 0.3", "120, 0.3", "240, 0.1"})
    void the_nearer_the_end_the_more_urgent(int hours, double score) {
        // Given
        FlowMemory memory = ending("certificate", Duration.ofHours(hours));

        // When
        List<Condition> conditions = ExpiryRule.of(memory, NOON);

        // Then
        assertThat(conditions).singleElement().satisfies(one -> {
            assertThat(one.score()).isEqualTo(score);
            assertThat(one.subject()).isEqualTo("edi-gateway");
            assertThat(one.evidence()).containsEntry("credential", "certificate");
        });
    }

    @Test
    void one_that_lasts_for_months_is_nobodys_work() {
        assertThat(ExpiryRule.of(ending("key", Duration.ofDays(90)), NOON)).isEmpty();
    }

    @Test
    void a_renewal_ends_it_and_an_older_word_does_not_bring_it_back() {
        // Given
        FlowMemory memory = ending("certificate", Duration.ofHours(20))
                .plus(expiry("warehouse", NOON, "edi-gateway", said(Duration.ofDays(300), Duration.ofMinutes(5))))
                .plus(expiry("warehouse", NOON, "edi-gateway", said(Duration.ofHours(20), Duration.ofMinutes(-5))));

        // When, then
        assertThat(ExpiryRule.of(memory, NOON)).isEmpty();
    }

    private static FlowMemory ending(String what, Duration in) {
        return memory(
                "warehouse",
                expiry("warehouse", NOON, "edi-gateway", new Expiry(what, NOON.plus(in), NOON.minusSeconds(60))));
    }

    private static Expiry said(Duration ends, Duration after) {
        return new Expiry("certificate", NOON.plus(ends), NOON.plus(after));
    }
}
