package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.account;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowMemoryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_span_sums_its_minutes_and_no_older_ones() {
        // Given one failure a minute for half an hour
        FlowMemory memory = FlowMemory.none("refunds");
        for (int minute = 0; minute < 30; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            memory = memory.plus(tally("refunds", at, "refund:psp", Tally.bad("05", at)));
        }

        // When
        FlowSpan last = memory.last(Duration.ofMinutes(10), NOON.plus(Duration.ofMinutes(29)));

        // Then eleven minutes have begun in it
        assertThat(last.tallies().get("refund:psp").bad()).isEqualTo(11);
        assertThat(last.tallies().get("refund:psp").firstBad()).isEqualTo(NOON.plus(Duration.ofMinutes(19)));
    }

    @Test
    void what_is_older_than_an_hour_is_forgotten() {
        // When
        FlowMemory memory = memory(
                "refunds",
                tally("refunds", NOON, "a", Tally.good(1)),
                account("refunds", NOON, "c|t-0|refunds", 5, 1),
                tally("refunds", NOON.plus(HOUR), "a", Tally.good(1)),
                tally("refunds", NOON.plus(HOUR).plusSeconds(60), "a", Tally.good(1)));

        // Then
        assertThat(memory.minutes())
                .containsOnlyKeys(NOON.plus(HOUR), NOON.plus(HOUR).plusSeconds(60));
        assertThat(memory.accountMinutes()).isEmpty();
    }

    @Test
    void samples_of_two_meters_in_a_minute_are_one() {
        // When
        FlowMemory memory = memory(
                "refunds", tally("refunds", NOON, "a", Tally.good(1)), tally("refunds", NOON, "a", Tally.good(2)));

        // Then
        assertThat(memory.minutes().get(NOON).tallies().get("a").good()).isEqualTo(3);
    }

    @Test
    void accounts_are_cumulative_and_only_their_change_counts() {
        // Given an account told three times, once anew after a loss
        FlowMemory memory = memory(
                "web-orders",
                account("web-orders", NOON, "inventory|retail.orders-0|web-orders", 100, 10),
                account("web-orders", NOON.plusSeconds(60), "inventory|retail.orders-0|web-orders", 150, 40),
                account("web-orders", NOON.plusSeconds(120), "inventory|retail.orders-0|web-orders", 20, 1));

        // When, then a count that went back is no negative change
        assertThat(memory.lastAccounts(Duration.ofSeconds(60), NOON.plusSeconds(120)))
                .containsExactly(50, 30);
        assertThat(memory.lastAccounts(HOUR, NOON.plusSeconds(120))).containsExactly(150, 40);
    }

    @Test
    void partitions_add_up_and_several_readers_of_a_flow_do_not() {
        // Given two partitions at the inventory, and another reader that looks for no duplicates
        FlowMemory memory = memory(
                "web-orders",
                account("web-orders", NOON, "inventory|retail.orders-0|web-orders", 100, 20),
                account("web-orders", NOON, "inventory|retail.orders-1|web-orders", 60, 10),
                account("web-orders", NOON, "reconciliation|retail.orders-0|web-orders", 500, 0));

        // When, then
        assertThat(memory.lastAccounts(HOUR, NOON)).containsExactly(160, 30);
    }
}
