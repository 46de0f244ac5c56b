package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.health.FlowJudge.Judgement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A marketplace from which orders are to be accepted within five minutes. */
class FallbackTest {
    private static final String FLOW = "marketplace-orders-a";

    @Test
    void orders_that_a_marketplace_says_it_keeps_are_a_fallback_and_nobody_is_told() {
        Judgement judgement = judge(12, NOON.minus(Duration.ofMinutes(20)), NOON);

        assertThat(judgement.health().status()).isEqualTo(FlowStatus.DEGRADED_AS_DESIGNED);
        assertThat(judgement.health().reason())
                .isEqualTo("12 events wait at marketplace-a, the oldest for 20 min. Fallback: "
                        + flow(FLOW).fallback() + ".");
        assertThat(judgement.signals()).isEmpty();
    }

    @Test
    void what_waits_for_a_moment_is_work_in_progress() {
        assertThat(judge(12, NOON.minus(Duration.ofMinutes(4)), NOON).health().status())
                .isEqualTo(FlowStatus.UNKNOWN);
    }

    @Test
    void a_word_that_is_old_says_nothing_any_more() {
        assertThat(judge(12, NOON.minus(Duration.ofMinutes(20)), NOON.plus(Duration.ofMinutes(16)))
                        .health()
                        .status())
                .isEqualTo(FlowStatus.UNKNOWN);
    }

    private static Judgement judge(long backlog, Instant oldest, Instant now) {
        FlowMemory kept =
                memory(FLOW, node(FLOW, NOON, "node:marketplace-a", NodeReport.said(true, backlog, oldest, NOON)));
        return FlowJudge.judge(kept, flow(FLOW), now);
    }
}
