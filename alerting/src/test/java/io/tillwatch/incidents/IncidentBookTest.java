package io.tillwatch.incidents;

import static io.tillwatch.contracts.watch.Incident.Status.ACKNOWLEDGED;
import static io.tillwatch.contracts.watch.Incident.Status.OPEN;
import static io.tillwatch.contracts.watch.Incident.Status.RESOLVED;
import static io.tillwatch.incidents.Told.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import io.tillwatch.contracts.watch.Incident.TimelineEntry;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentBookTest {
    private final IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);

    @Test
    void first_signal_opens_an_incident_with_what_its_flow_and_kind_say() {
        // When
        Incident incident = tell(Told.refunds().since(2).at(5).costs("41200", 312));

        // Then
        assertThat(incident.id()).isEqualTo(Identity.of("retailer", IncidentKind.REFUND_FAILING, "psp-a"));
        assertThat(incident.version()).isEqualTo(1);
        assertThat(incident.status()).isEqualTo(OPEN);
        assertThat(incident.startedAt()).isEqualTo(minute(2));
        assertThat(incident.detectedAt()).isEqualTo(minute(5));
        assertThat(incident.owner()).isEqualTo("payments");
        assertThat(incident.escalation()).isEqualTo("payments-oncall");
        assertThat(incident.runbook()).isEqualTo("docs/runbooks/refund-failing.md");
        assertThat(incident.action()).isEqualTo(Actions.of(IncidentKind.REFUND_FAILING));
        assertThat(incident.score()).isEqualTo(Priority.score(incident.terms())).isPositive();
        assertThat(incident.ticket()).contains("P1 REFUND_FAILING at psp-a, seen in minute 5");
    }

    @Test
    void the_same_condition_seen_a_hundred_times_is_one_incident_with_a_count() {
        // When
        IntStream.range(0, 100).forEach(i -> tell(Told.refunds().at(i)));

        // Then
        assertThat(book.all()).singleElement().satisfies(incident -> {
            assertThat(incident.signals()).isEqualTo(100);
            assertThat(incident.version()).isEqualTo(100);
            assertThat(incident.lastSeenAt()).isEqualTo(minute(99));
            assertThat(incident.title()).endsWith("minute 99");
        });
    }

    @Test
    void a_signal_told_twice_changes_nothing() {
        // Given
        tell(Told.refunds().at(1));
        List<Incident> before = List.copyOf(book.all());

        // When
        List<Incident> changed = book.apply(Told.refunds().at(1).signal(), minute(2));

        // Then
        assertThat(changed).isEmpty();
        assertThat(book.all()).containsExactlyElementsOf(before);
    }

    @Test
    void recovery_resolves_it_at_the_time_of_the_recovery() {
        // Given
        tell(Told.refunds().at(1));

        // When
        Incident over = tell(Told.refunds().at(9).recovered());

        // Then
        assertThat(over.status()).isEqualTo(RESOLVED);
        assertThat(over.resolvedAt()).isEqualTo(minute(9));
        assertThat(over.lastSeenAt()).isEqualTo(minute(1));
    }

    @Test
    void recovery_of_what_nobody_was_told_of_opens_nothing() {
        assertThat(book.apply(Told.refunds().at(9).recovered().signal(), minute(9)))
                .isEmpty();
        assertThat(book.all()).isEmpty();
    }

    @Test
    void firing_that_arrives_behind_its_recovery_is_over_at_once() {
        // Given
        book.apply(Told.refunds().at(9).recovered().signal(), minute(9));

        // When
        Incident late = tell(Told.refunds().at(5));

        // Then
        assertThat(late.status()).isEqualTo(RESOLVED);
        assertThat(late.resolvedAt()).isEqualTo(minute(9));
        assertThat(late.signals()).isEqualTo(2);
    }

    @Test
    void late_firing_from_before_the_recovery_does_not_reopen() {
        // Given
        tell(Told.refunds().at(1));
        tell(Told.refunds().at(9).recovered());

        // When
        Incident late = tell(Told.refunds().at(5));

        // Then
        assertThat(late.status()).isEqualTo(RESOLVED);
        assertThat(late.resolvedAt()).isEqualTo(minute(9));
    }

    @Test
    void late_recovery_from_before_the_last_firing_does_not_resolve() {
        // Given
        tell(Told.refunds().at(1));
        tell(Told.refunds().at(9));

        // When
        Incident still = tell(Told.refunds().at(5).recovered());

        // Then
        assertThat(still.status()).isEqualTo(OPEN);
        assertThat(still.lastSeenAt()).isEqualTo(minute(9));
    }

    @Test
    void condition_that_returns_soon_reopens_its_incident_and_is_no_longer_new() {
        // Given
        tell(Told.refunds().at(1));
        tell(Told.refunds().at(9).recovered());

        // When
        Incident back = tell(Told.refunds().since(30).at(30));
        Incident again = tell(Told.refunds().since(30).at(31));

        // Then
        assertThat(back.status()).isEqualTo(OPEN);
        assertThat(back.resolvedAt()).isNull();
        assertThat(back.startedAt()).isEqualTo(minute(0));
        assertThat(back.timeline()).extracting(TimelineEntry::what).contains("reopened: it is back");
        assertThat(again.terms()).extracting(PriorityTerm::name).doesNotContain("novelty");
    }

    @Test
    void condition_that_returns_after_hours_is_a_new_occurrence_under_the_same_id() {
        // Given
        Incident first = tell(Told.refunds().at(1).costs("90000", 500));
        tell(Told.refunds().at(9).recovered());

        // When
        Incident next = tell(Told.refunds().since(600).at(601).costs("5", 1));

        // Then
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.version()).isEqualTo(3);
        assertThat(next.status()).isEqualTo(OPEN);
        assertThat(next.startedAt()).isEqualTo(minute(600));
        assertThat(next.detectedAt()).isEqualTo(minute(601));
        assertThat(next.signals()).isEqualTo(1);
        assertThat(next.customers()).isEqualTo(1);
        assertThat(next.priority()).isGreaterThan(first.priority());
        assertThat(next.timeline()).extracting(TimelineEntry::what).anyMatch(what -> what.startsWith("it happens"));
    }

    @Test
    void signal_of_the_occurrence_before_counts_but_does_not_move_the_start_of_the_present_one() {
        // Given
        tell(Told.refunds().since(600).at(601));

        // When
        Incident late = tell(Told.refunds().since(0).at(5).costs("90000", 500));

        // Then
        assertThat(late.startedAt()).isEqualTo(minute(600));
        assertThat(late.moneyAtRisk()).isNull();
        assertThat(late.signals()).isEqualTo(2);
    }

    @Test
    void condition_that_goes_on_for_a_day_stays_one_occurrence() {
        // Given
        tell(Told.refunds().since(0).at(1));

        // When
        Incident still = tell(Told.refunds().since(0).at(1440));

        // Then
        assertThat(still.startedAt()).isEqualTo(minute(0));
        assertThat(still.signals()).isEqualTo(2);
    }

    @Test
    void flapping_fills_one_line_of_the_timeline_and_says_how_often() {
        // When
        for (int i = 0; i < 40; i++) {
            tell(Told.refunds().since(i * 4L).at(i * 4L));
            tell(Told.refunds().at(i * 4L + 2).recovered());
        }

        // Then
        assertThat(book.all()).singleElement().satisfies(incident -> {
            assertThat(incident.status()).isEqualTo(RESOLVED);
            assertThat(incident.signals()).isEqualTo(80);
            assertThat(incident.timeline())
                    .hasSizeLessThan(10)
                    .extracting(TimelineEntry::what)
                    .contains("flapping: it came back 39 times");
        });
    }

    @Test
    void expected_trouble_opens_no_incident_until_its_cause_is_over_and_counts_then() {
        // Given
        Told planned = Told.refunds().costs("41200", 312).expected("maintenance of psp-a");
        assertThat(book.apply(planned.at(1).signal(), Told.minute(1))).isEmpty();
        assertThat(book.apply(planned.at(2).signal(), Told.minute(2))).isEmpty();
        assertThat(book.all()).isEmpty();

        // When
        Incident unplanned = tell(Told.refunds().at(90).costs("41200", 312));

        // Then
        assertThat(unplanned.expectedCause()).isNull();
        assertThat(unplanned.priority()).isEqualTo(1);
        assertThat(unplanned.signals()).isEqualTo(3);
    }

    @Test
    void trouble_that_turns_out_to_be_expected_calls_nobody_any_more() {
        // Given
        tell(Told.refunds().at(1).costs("41200", 312));

        // When
        Incident planned = tell(Told.refunds().at(5).costs("41200", 312).expected("maintenance of psp-a"));

        // Then
        assertThat(planned.priority()).isEqualTo(5);
        assertThat(planned.expectedCause()).isEqualTo("maintenance of psp-a");
    }

    @Test
    void acknowledged_stays_acknowledged_while_it_goes_on() {
        // Given
        Incident incident = tell(Told.refunds().at(1));
        book.apply(Says.acknowledge(incident, 2));

        // When
        Incident still = tell(Told.refunds().at(3));

        // Then
        assertThat(still.status()).isEqualTo(ACKNOWLEDGED);
        assertThat(still.assignee()).isEqualTo("ada");
    }

    @Test
    void storm_of_a_thousand_signals_about_one_outage_is_two_incidents() {
        // Given: a provider fails; its callers, its webhooks' errors and the objective complain, each in its own words
        IntStream.range(0, 1000).forEach(i -> {
            int minute = i / 20;
            Told told = switch (i % 5) {
                case 0 -> Told.refunds().costs("10", i).concerns(List.of("psp-a", "order-" + i));
                case 1 -> Told.of(IncidentKind.EXCEPTION_NEW, "template-" + i, "refunds");
                case 2 -> Told.of(IncidentKind.EXCEPTION_NEW, "template-" + i, "payments");
                case 3 -> Told.of(IncidentKind.SLO_BURN, "settlements", "settlements");
                default -> Told.of(IncidentKind.PAYMENT_FAILING, "psp-a", "payments");
            };
            // When
            tell(told.since(minute).at(1000 + i));
        });

        // Then
        assertThat(book.all().stream().filter(one -> one.status() != RESOLVED))
                .extracting(Incident::kind)
                .containsExactlyInAnyOrder(IncidentKind.REFUND_FAILING, IncidentKind.PAYMENT_FAILING);
        assertThat(book.all().stream()
                        .filter(one -> one.status() != RESOLVED)
                        .mapToLong(Incident::signals)
                        .sum())
                .isEqualTo(1000);
        assertThat(book.all()).allSatisfy(incident -> {
            assertThat(incident.joined()).hasSizeLessThanOrEqualTo(50);
            assertThat(incident.timeline()).hasSizeLessThanOrEqualTo(30);
            assertThat(incident.entities()).hasSizeLessThanOrEqualTo(50);
        });
    }

    @Test
    void flow_that_stands_in_no_catalogue_still_opens_an_incident() {
        // When
        Incident incident = tell(Told.of(IncidentKind.FLOW_LATE, "new-flow", "new-flow"));

        // Then
        assertThat(incident.owner()).isEqualTo("unknown");
        assertThat(incident.runbook()).isEqualTo("docs/runbooks/flow-late.md");
    }

    @Test
    void incident_remembers_over_a_restart_what_it_needs() {
        // Given
        Incident before = tell(Told.refunds().at(1).score(0.9).evidence(Map.of("code", "05")));
        IncidentBook restarted = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
        restarted.restore(before);
        restarted.remember(Told.refunds().at(1).signal());

        // When
        List<Incident> twice = restarted.apply(Told.refunds().at(1).signal(), minute(3));
        Incident next = restarted
                .apply(Told.refunds().at(3).score(0.1).signal(), minute(3))
                .get(0);

        // Then
        assertThat(twice).isEmpty();
        assertThat(next.id()).isEqualTo(before.id());
        assertThat(next.version()).isEqualTo(before.version() + 1);
        assertThat(next.score()).isEqualTo(before.score());
        assertThat(next.terms()).isEqualTo(before.terms());
    }

    private Incident tell(Told told) {
        List<Incident> changed = book.apply(told.signal(), told.signal().detectedAt());
        return changed.get(changed.size() - 1);
    }
}
