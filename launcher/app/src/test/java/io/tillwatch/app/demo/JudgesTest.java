package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.simulator.Truth;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void a_position_that_differs_is_wrong_and_so_is_one_that_is_missing_or_invented() {
        Map<String, Truth.Position> truth = Map.of("a|s1", is("a", "5"), "b|s1", is("b", "7"), "c|s1", is("c", "1"));
        Map<String, StockPosition> told =
                Map.of("a|s1", told("a", "5.0"), "b|s1", told("b", "6"), "d|s1", told("d", "2"));

        Report.Stock stock = StockJudge.judge(told, truth);

        assertThat(stock.positions()).isEqualTo(3);
        assertThat(stock.wrong()).isEqualTo(3);
        assertThat(StockJudge.judge(Map.of("a|s1", told("a", "5.0")), Map.of("a|s1", is("a", "5")))
                        .wrong())
                .isZero();
    }

    @Test
    void accounts_balance_only_when_every_record_that_was_sent_has_one_outcome() {
        AccountingSnapshot account = AccountingSnapshot.opened("inventory", "retail.sales-0", "pos-sales", NOW)
                .plus(Outcome.APPLIED, NOW)
                .plus(Outcome.DUPLICATE, NOW);
        AccountingSnapshot foreign = AccountingSnapshot.opened("flow-health", "retail.sales-0", "pos-sales", NOW)
                .plus(Outcome.APPLIED, NOW);

        Report.Accounting all = AccountingJudge.judge(List.of(account, foreign), 2);
        Report.Accounting lost = AccountingJudge.judge(List.of(account, foreign), 3);

        assertThat(all.balanced()).isTrue();
        assertThat(all.flows().get("pos-sales").input()).isEqualTo(2);
        assertThat(lost.balanced()).isFalse();
    }

    @Test
    void an_account_with_an_input_without_outcome_does_not_balance() {
        AccountingSnapshot broken =
                new AccountingSnapshot("inventory", "retail.sales-0", "pos-sales", 2, 1, 0, 0, 0, 0, NOW);

        assertThat(AccountingJudge.judge(List.of(broken), 2).balanced()).isFalse();
    }

    private static Truth.Position is(String sku, String onHand) {
        BigDecimal amount = new BigDecimal(onHand);
        return new Truth.Position(
                sku, "s1", amount, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, amount);
    }

    private static StockPosition told(String sku, String onHand) {
        BigDecimal amount = new BigDecimal(onHand);
        return new StockPosition(
                sku,
                "s1",
                "each",
                amount,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                amount,
                amount,
                null,
                Map.of(),
                false,
                NOW,
                NOW,
                1,
                1);
    }
}
