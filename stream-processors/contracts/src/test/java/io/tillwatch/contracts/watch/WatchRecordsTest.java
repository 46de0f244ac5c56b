package io.tillwatch.contracts.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WatchRecordsTest {
    @Test
    void every_incident_kind_has_a_runbook_of_its_own() {
        assertThat(Arrays.stream(IncidentKind.values()).map(IncidentKind::runbook))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*\\.md"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void an_account_balances_after_any_outcomes(long seed) {
        // Given
        List<Outcome> outcomes = List.of(Outcome.values());
        Random random = new Random(seed);
        AccountingSnapshot account =
                AccountingSnapshot.opened("inventory", "retail.sales-0", "pos-sales", Instant.EPOCH);

        // When
        for (int i = 0; i < 1000; i++) {
            account = account.plus(outcomes.get(random.nextInt(outcomes.size())), Instant.EPOCH);
        }

        // Then
        assertThat(account.balanced()).isTrue();
        assertThat(account.input()).isEqualTo(1000);
    }
}
