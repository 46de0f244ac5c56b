package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.failures;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.node;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.health.FlowJudge.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowJudgeTest {
    private static final FlowMemory FAILING =
            memory("refunds", tally("refunds", NOON, "refund:psp", failures(6, 4, NOON.plusSeconds(20))));

    @Test
    void a_condition_is_told_at_once_and_then_once_a_minute() {
        // When it is judged every ten seconds for three minutes
        List<Signal> signals = judged(FAILING, NOON.plusSeconds(25), Duration.ofMinutes(3));

        // Then four minutes have seen it, each with an id of its own, and it began once
        assertThat(signals).hasSize(4).allMatch(signal -> signal.state() == Signal.State.FIRING);
        assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(signals).extracting(Signal::startedAt).containsOnly(NOON.plusSeconds(20));
        assertThat(signals).extracting(Signal::kind).containsOnly(IncidentKind.REFUND_FAILING);
    }

    @Test
    void the_same_judgement_gives_the_same_ids() {
        // When it is judged at two moments of a minute, as after a crash
        List<Signal> once =
                FlowJudge.judge(FAILING, flow("refunds"), NOON.plusSeconds(65)).signals();
        List<Signal> again =
                FlowJudge.judge(FAILING, flow("refunds"), NOON.plusSeconds(80)).signals();

        // Then
        assertThat(once)
                .extracting(Signal::id)
                .isEqualTo(again.stream().map(Signal::id).toList());
    }

    @Test
    void recovery_is_told_once_after_ten_minutes_of_rest() {
        // When the failures leave the hour that is looked at
        List<Signal> signals = judged(FAILING, NOON.plusSeconds(25), Duration.ofMinutes(90));

        // Then
        List<Signal> over = signals.stream()
                .filter(signal -> signal.state() == Signal.State.RECOVERED)
                .toList();
        assertThat(over).singleElement().satisfies(signal -> {
            assertThat(signal.subject()).isEqualTo("psp");
            assertThat(signal.startedAt()).isEqualTo(NOON.plusSeconds(20));
            assertThat(signal.seenAt()).isBetween(NOON.plus(Duration.ofMinutes(70)), NOON.plus(Duration.ofMinutes(71)));
            assertThat(signal.summary()).startsWith("Over: ");
        });
        assertThat(signals.get(signals.size() - 1).state()).isEqualTo(Signal.State.RECOVERED);
    }

    @Test
    void a_condition_that_comes_back_within_its_rest_is_the_same_one() {
        // Given it is away for five minutes: offline, online, offline
        FlowMemory memory =
                memory("pos-sales", node("pos-sales", NOON, "node:store-07", NodeReport.said(false, 0, null, NOON)));
        Judgement first = FlowJudge.judge(memory, flow("pos-sales"), NOON.plusSeconds(1));
        Instant back = NOON.plus(Duration.ofMinutes(5));
        memory = first.memory().plus(node("pos-sales", back, "node:store-07", NodeReport.said(true, 0, null, back)));
        Judgement second = FlowJudge.judge(memory, flow("pos-sales"), back.plusSeconds(1));

        // When
        Instant away = back.plus(Duration.ofMinutes(5));
        memory = second.memory().plus(node("pos-sales", away, "node:store-07", NodeReport.said(false, 0, null, away)));
        Judgement third = FlowJudge.judge(memory, flow("pos-sales"), away.plusSeconds(1));

        // Then nothing was over, and it began when it first did
        assertThat(second.signals()).isEmpty();
        assertThat(third.signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.startedAt()).isEqualTo(NOON));
    }

    @Test
    void head_of_line_is_the_age_of_the_oldest_that_waits() {
        // Given a queue whose head is 40 min old, and a store that is away for 30 min
        FlowMemory memory = memory(
                "odoo-import",
                node("odoo-import", NOON, "queue:odoo-import", NodeReport.said(true, 5, NOON.minusSeconds(600), NOON)),
                node("odoo-import", NOON, "node:odoo", NodeReport.said(false, 0, null, NOON)),
                node("odoo-import", NOON, "queue:empty", NodeReport.said(true, 0, NOON.minusSeconds(9000), NOON)));

        // When
        FlowHealth health = health(memory, NOON.plus(Duration.ofMinutes(30)));

        // Then
        assertThat(health.headOfLineMillis()).isEqualTo(Duration.ofMinutes(40).toMillis());
        assertThat(health.backlog()).isEqualTo(5);
    }

    @Test
    void a_node_that_is_away_without_a_word_of_its_backlog_waits_since_it_went() {
        // Given
        FlowMemory memory =
                memory("pos-sales", node("pos-sales", NOON, "node:store-07", NodeReport.said(false, 0, null, NOON)));

        // When, then
        assertThat(health(memory, NOON.plusSeconds(90)).headOfLineMillis()).isEqualTo(90_000);
    }

    @Test
    void a_flow_is_as_it_should_be_or_unknown() {
        // When, then
        assertThat(health(memory("refunds", tally("refunds", NOON, "refund:psp", Tally.good(3))), NOON)
                        .status())
                .isEqualTo(FlowStatus.OK);
        assertThat(health(FlowMemory.none("refunds"), NOON).status()).isEqualTo(FlowStatus.UNKNOWN);
    }

    @Test
    void a_declared_fallback_is_no_fault_and_names_itself() {
        // Given failures that would be SLOW by themselves, and a store that is offline
        FlowMemory memory = memory(
                "pos-sales",
                tally("pos-sales", NOON, "quarantine", failures(12, 0, NOON)),
                node("pos-sales", NOON, "node:store-07", NodeReport.said(false, 0, null, NOON)));

        // When
        FlowHealth health = health(memory, NOON.plusSeconds(60));

        // Then the words are those of the condition that makes the status
        assertThat(health.status()).isEqualTo(FlowStatus.DEGRADED_AS_DESIGNED);
        assertThat(health.reason()).startsWith("store-07 is offline").endsWith("upload later.");
        assertThat(health.affected()).containsExactlyInAnyOrder("pos-sales", "store-07");
    }

    @Test
    void shares_are_of_the_last_ten_minutes() {
        // Given
        FlowMemory memory = memory(
                "refunds",
                tally("refunds", NOON.minus(Duration.ofMinutes(30)), "refund:psp", failures(50, 0, NOON)),
                tally("refunds", NOON, "refund:psp", failures(1, 3, NOON)));

        // When, then
        assertThat(health(memory, NOON).errorShare()).isEqualTo(0.25);
    }

    @Test
    void a_backlog_is_level_when_its_own_fall_has_brought_it_to_nothing() {
        // Given a queue that falls by ten a minute, whatever passes through the flow meanwhile
        FlowMemory memory = memory("odoo-import");
        for (int minute = -10; minute <= 0; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            memory = memory.plus(
                    Samples.node("odoo-import", at, "queue:odoo", NodeReport.said(true, 50 - 10L * minute, NOON, at)));
        }

        // When, then
        assertThat(health(memory, NOON).levelAt()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    }

    private static FlowHealth health(FlowMemory memory, Instant now) {
        return FlowJudge.judge(memory, flow(memory.flow()), now).health();
    }

    private static List<Signal> judged(FlowMemory start, Instant from, Duration span) {
        List<Signal> signals = new ArrayList<>();
        FlowMemory memory = start;
        for (Instant now = from; now.isBefore(from.plus(span)); now = now.plusSeconds(10)) {
            Judgement judgement = FlowJudge.judge(memory, flow(memory.flow()), now);
            memory = judgement.memory();
            signals.addAll(judgement.signals());
        }
        return signals;
    }
}
