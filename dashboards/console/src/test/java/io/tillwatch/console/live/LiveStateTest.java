package io.tillwatch.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.console.IncidentSource.IncidentQuery;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.Amounts;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Suppression;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LiveStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

    private final LiveState state = new LiveState(FlowCatalogue.demo(), WorldClock.startingAt(NOW, 1));

    @Test
    void a_position_that_leaves_and_enters_the_red_is_counted_once() {
        // When
        state.apply(position("A", -1, null));
        state.apply(position("A", -2, null));
        state.apply(position("B", 3, "silent"));
        state.apply(position("B", 3, null));
        state.apply(position("A", 1, null));
        state.apply(position("A", -1, null));

        // Then
        Overview.Stock stock = state.overview().stock();
        assertThat(stock.positions()).isEqualTo(2);
        assertThat(stock.oversold()).isEqualTo(1);
        assertThat(stock.uncertain()).isZero();
    }

    @Test
    void a_signal_that_was_held_back_is_counted_and_told_once_and_the_newest_stands_first() throws Exception {
        // Given
        try (ChangeStream.Subscription heard =
                state.changes().subscribe(EnumSet.of(Change.Kind.SUPPRESSIONS), change -> true)) {
            // When partitions bring them in no order, and one twice
            state.apply(held("newer", 60));
            state.apply(held("older", 0));
            state.apply(held("newer", 60));

            // Then
            assertThat(state.quiet().counts()).containsExactly(Map.entry(Suppression.Rule.SILENCED, 2L));
            assertThat(state.quiet().newest()).extracting(Suppression::id).containsExactly("newer", "older");
            assertThat(heard.take(Duration.ZERO)).extracting(Change::key).containsExactly("newer", "older");
        }
    }

    private static Suppression held(String id, long after) {
        Signal signal = new Signal(
                id,
                IncidentKind.FLOW_LATE,
                Signal.DEFAULT_SCOPE,
                "odoo",
                "odoo-import",
                "health/age",
                Signal.State.FIRING,
                NOW,
                NOW,
                NOW,
                .5,
                "late",
                null,
                null,
                null,
                0,
                List.of(),
                Map.of(),
                null,
                null);
        return new Suppression(id, Suppression.Rule.SILENCED, "ada: move", "inc-1", NOW.plusSeconds(after), signal);
    }

    @Test
    void an_older_version_of_an_incident_does_not_replace_a_newer_one() {
        // When
        state.apply(incident("i", 2, Incident.Status.RESOLVED, null));
        state.apply(incident("i", 1, Incident.Status.OPEN, null));

        // Then
        assertThat(state.incident("i").orElseThrow().status()).isEqualTo(Incident.Status.RESOLVED);
        assertThat(state.overview().incidents().open()).isZero();
    }

    @Test
    void the_inbox_is_sorted_by_urgency_whatever_came_first() {
        // When
        state.apply(incident("late", 1, Incident.Status.RESOLVED, null));
        state.apply(incident("first", 1, Incident.Status.OPEN, null));

        // Then
        assertThat(state.incidents(new IncidentQuery(EnumSet.allOf(Incident.Status.class), null, null, null, 1, 9))
                        .incidents())
                .extracting(Incident::id)
                .containsExactly("first", "late");
    }

    @Test
    void ageing_counts_a_break_in_exactly_one_step_by_its_whole_days() {
        // When
        for (int hours : List.of(0, 23, 24, 71, 72, 167, 168, 10_000)) {
            state.apply(found("h" + hours, BreakClass.MISMATCHED, Duration.ofHours(hours)));
        }
        state.apply(found("not due", BreakClass.EXPECTED, Duration.ofHours(1)));

        // Then
        assertThat(state.overview().books().ageing())
                .extracting(Overview.AgeBucket::fromDays, Overview.AgeBucket::toDays, Overview.AgeBucket::count)
                .containsExactly(tuple(0, 1, 2L), tuple(1, 3, 2L), tuple(3, 7, 2L), tuple(7, null, 2L));
        assertThat(state.overview().books().ageing().get(0).value()).containsEntry("EUR", new BigDecimal("20.00"));
        assertThat(state.overview().books().byKind()).containsEntry(BreakKind.ROUNDING, 8L);
        assertThat(state.overview().books().expectedByKind()).containsEntry(BreakKind.ROUNDING, 1L);
    }

    @Test
    void a_record_that_two_components_refused_is_held_once() {
        // When
        state.apply(held(1, "inventory"));
        state.apply(held(1, "flow-health"));
        state.apply(held(2, "inventory"));

        // Then
        QuarantineView view = state.quarantine();
        assertThat(view.total()).isEqualTo(2);
        assertThat(view.newest()).extracting(Held::offset).containsExactly(2L, 1L);
        assertThat(view.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.count()).isEqualTo(2));
    }

    @Test
    void quarantine_stays_bounded_and_its_total_goes_on() {
        // When
        for (int i = 0; i < 1_500; i++) {
            state.apply(held(i, "inventory"));
        }

        // Then
        assertThat(state.quarantine().total()).isEqualTo(1_500);
        assertThat(state.quarantine().newest()).hasSize(1_000);
    }

    @Test
    void a_detector_fires_until_it_says_that_the_condition_is_over() {
        // When
        state.apply(signal("1", "psp", Signal.State.FIRING, 1));
        state.apply(signal("1", "psp", Signal.State.FIRING, 1));
        state.apply(signal("2", "shop", Signal.State.FIRING, 1));
        state.apply(signal("3", "psp", Signal.State.RECOVERED, 1));
        state.apply(incident("i", 1, Incident.Status.OPEN, null));
        state.apply(incident("j", 1, Incident.Status.RESOLVED, "false"));

        // Then
        assertThat(state.detectors()).singleElement().satisfies(detector -> {
            assertThat(detector.signals()).isEqualTo(3);
            assertThat(detector.firing()).isEqualTo(1);
            assertThat(detector.incidents()).isEqualTo(2);
            assertThat(detector.falseAlarms()).isEqualTo(1);
        });
    }

    @Test
    void failures_of_one_template_are_one_cluster_that_grows() {
        // When
        state.apply(signal("a", "tpl-1", Signal.State.FIRING, 3));
        state.apply(signal("b", "tpl-1", Signal.State.FIRING, 4));
        state.apply(signal("c", "tpl-2", Signal.State.FIRING, 3));

        // Then
        assertThat(state.exceptions())
                .extracting(ExceptionCluster::id, ExceptionCluster::count)
                .containsExactlyInAnyOrder(tuple("tpl-1", 4L), tuple("tpl-2", 3L));
    }

    @Test
    void an_empty_state_says_that_nothing_was_read_rather_than_that_all_is_well() {
        // When
        Overview overview = state.overview();

        // Then
        assertThat(state.check()).contains("still reading");
        assertThat(overview.feed().records()).isZero();
        assertThat(overview.stock().promptShare()).isNull();
        assertThat(overview.flows().budgetLeft()).isNull();
        assertThat(overview.books().known()).isZero();
    }

    private static org.assertj.core.groups.Tuple tuple(@Nullable Object... values) {
        return new org.assertj.core.groups.Tuple(values);
    }

    static StockPosition position(String sku, int available, @Nullable String lowReason) {
        BigDecimal quantity = new BigDecimal(available);
        return new StockPosition(
                sku,
                "store-001",
                "each",
                quantity,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                quantity,
                quantity,
                lowReason,
                Map.of(),
                false,
                NOW,
                NOW,
                1,
                1);
    }

    static Incident incident(String id, long version, Incident.Status status, @Nullable String verdict) {
        return new Incident(
                id,
                version,
                IncidentKind.EXCEPTION_NEW,
                "retailer",
                "psp",
                "refunds",
                status,
                1,
                8,
                List.of(new Incident.PriorityTerm("severity", 4, 2, 8, "strongest signal")),
                "Refunds fail",
                NOW,
                NOW,
                NOW,
                NOW,
                null,
                1,
                Money.of("1.00", "EUR"),
                1,
                List.of("refunds"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                "payments",
                "payments-oncall",
                "docs/runbooks/refund-failing.md",
                "Look",
                "Refunds fail",
                null,
                verdict,
                null);
    }

    private static ReconciliationCase found(String id, BreakClass breakClass, Duration age) {
        return new ReconciliationCase(
                id,
                ReconciliationCase.Level.SESSION,
                breakClass,
                BreakKind.ROUNDING,
                ReconciliationCase.Status.CONFIRMED,
                List.of(),
                List.of(),
                List.of(),
                new Amounts("20.00", "10.00", "-10.00", "EUR"),
                List.of(),
                "",
                "",
                "store-001",
                List.of(),
                "10.00",
                "finance",
                true,
                NOW.minus(age),
                NOW,
                "1",
                1,
                Map.of());
    }

    private static QuarantinedRecord held(int offset, String component) {
        return new QuarantinedRecord(
                "retail.sales-0-" + offset,
                ReasonCode.INVALID_BODY,
                "quantity is missing",
                component,
                "pos-sales",
                NOW.plusSeconds(offset),
                1,
                "retail.sale.completed.v1",
                "retail.sales",
                0,
                offset,
                0,
                null,
                "c2VjcmV0",
                Map.of());
    }

    private static Signal signal(String id, String subject, Signal.State signalled, double count) {
        return new Signal(
                id,
                IncidentKind.EXCEPTION_NEW,
                Signal.DEFAULT_SCOPE,
                subject,
                "refunds",
                "detection/exceptions",
                signalled,
                NOW,
                NOW,
                NOW,
                .5,
                "came again",
                count,
                0.0,
                null,
                0,
                List.of(),
                Map.of("template", "cannot parse <*>"),
                null,
                null);
    }
}
