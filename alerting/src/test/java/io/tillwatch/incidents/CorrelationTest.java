package io.tillwatch.incidents;

import static io.tillwatch.incidents.Told.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationTest {
    private static final Told TEMPLATE = Told.of(IncidentKind.EXCEPTION_NEW, "a1b2", "payments");

    private final IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);

    @Test
    void symptom_on_a_linked_flow_joins_with_its_reason() {
        // Given
        tell(Told.refunds().since(10).at(12));

        // When
        Incident incident = tell(TEMPLATE.since(15).at(16));

        // Then
        assertThat(book.all()).hasSize(1);
        assertThat(incident.kind()).isEqualTo(IncidentKind.REFUND_FAILING);
        assertThat(incident.joined())
                .containsExactly("EXCEPTION_NEW at a1b2: on payments, which is linked to refunds, 5 min apart; it is a"
                        + " symptom of REFUND_FAILING.");
        assertThat(incident.flows()).containsExactly("refunds", "payments");
        assertThat(incident.terms()).extracting(PriorityTerm::name).contains("spread");
    }

    @ParameterizedTest(name = "{0} on {1} with {2} on {3}: one incident is {4}")
    @CsvSource({
        "REFUND_FAILING,refunds,EXCEPTION_NEW,refunds,true",
        "REFUND_FAILING,refunds,EXCEPTION_NEW,payments,true",
        "REFUND_FAILING,refunds,SLO_BURN,settlements,true",
        "API_THROTTLED,odoo-import,SLO_BURN,web-orders,false",
        "API_THROTTLED,odoo-import,FLOW_STALLED,odoo-import,true",
        "API_THROTTLED,odoo-import,FLOW_LATE,web-orders,true",
        "SOURCE_OFFLINE,pos-sales,FLOW_LATE,odoo-postings,true",
        "REFUND_FAILING,refunds,EXCEPTION_NEW,warehouse,false",
        "SOURCE_OFFLINE,pos-sales,FLOW_LATE,web-orders,true",
        "SOURCE_OFFLINE,pos-sales,FLOW_LATE,settlements,false",
        "REFUND_FAILING,refunds,OVERSELL,refunds,false",
        "EXCEPTION_NEW,refunds,REFUND_FAILING,warehouse,false"
    })
    void only_symptoms_on_linked_flows_join(
            IncidentKind kind, String flow, IncidentKind second, String other, boolean one) {
        // Given
        tell(Told.of(kind, "here", flow).at(1));

        // When
        tell(Told.of(second, "there", other).at(2));

        // Then
        assertThat(live()).hasSize(one ? 1 : 2);
    }

    @ParameterizedTest(name = "{0} on {1} with a burn of {2} on {3}: one incident is {4}")
    @CsvSource({
        "WEBHOOK_FAILING,webhooks,webhooks,webhooks,true",
        "PAYMENT_FAILING,payments,payments,payments,true",
        "ORDER_STUCK,click-and-collect,click-and-collect,click-and-collect,true",
        "LATE_POSTING,odoo-postings,odoo-postings,odoo-postings,true",
        // The failing calls of one caller, and the objective of another flow.
        "WEBHOOK_FAILING,webhooks,shop-connector,webhooks,false",
        "WEBHOOK_FAILING,webhooks,web-orders,web-orders,false"
    })
    void a_flow_that_misses_its_own_objective_joins_what_fails_in_it(
            IncidentKind kind, String flow, String burning, String other, boolean one) {
        // Given
        tell(Told.of(kind, "here", flow).at(1));

        // When
        tell(Told.of(IncidentKind.SLO_BURN, burning, other).at(2));

        // Then
        assertThat(live()).hasSize(one ? 1 : 2);
    }

    @ParameterizedTest(name = "a symptom that began {0} min after joins: {1}")
    @CsvSource({"-91,false", "-90,true", "0,true", "90,true", "91,false"})
    void onsets_must_be_near(long minutes, boolean joins) {
        // Given
        tell(Told.refunds().since(200).at(200));

        // When
        tell(TEMPLATE.since(200 + minutes).at(200 + minutes));

        // Then
        assertThat(live()).hasSize(joins ? 1 : 2);
    }

    @Test
    void symptom_that_begins_while_the_incident_goes_on_joins_however_old_that_is() {
        // Given
        tell(Told.refunds().since(0).at(0));
        tell(Told.refunds().since(0).at(300));

        // When
        tell(TEMPLATE.since(295).at(301));

        // Then
        assertThat(live()).hasSize(1);
    }

    @Test
    void of_two_explanations_the_earlier_is_taken() {
        // Given
        tell(Told.of(IncidentKind.PAYMENT_FAILING, "psp-a", "payments")
                .since(20)
                .at(21));
        tell(Told.refunds().since(10).at(22));

        // When
        Incident incident = tell(TEMPLATE.since(25).at(26));

        // Then
        assertThat(incident.kind()).isEqualTo(IncidentKind.REFUND_FAILING);
    }

    @Test
    void symptom_told_first_is_taken_in_when_its_explanation_comes() {
        // Given
        Incident alone = tell(TEMPLATE.since(15).at(16));

        // When
        Incident whole = tell(Told.refunds().since(10).at(17));

        // Then
        assertThat(live()).containsExactly(whole);
        assertThat(whole.signals()).isEqualTo(2);
        Incident closed = book.find(alone.id()).orElseThrow();
        assertThat(closed.status()).isEqualTo(Status.RESOLVED);
        assertThat(closed.timeline())
                .last()
                .satisfies(entry -> assertThat(entry.what()).startsWith("joined REFUND_FAILING at psp-a"));
    }

    @Test
    void symptom_that_somebody_has_taken_on_is_left_alone() {
        // Given
        Incident alone = tell(TEMPLATE.since(15).at(16));
        book.apply(Says.acknowledge(alone, 16));

        // When
        tell(Told.refunds().since(10).at(17));

        // Then
        assertThat(live()).hasSize(2);
    }

    @Test
    void symptom_that_outlives_its_explanation_stands_alone() {
        // Given
        tell(Told.refunds().since(10).at(12));
        tell(TEMPLATE.since(15).at(16));
        tell(Told.refunds().at(30).recovered());

        // When
        Incident left = tell(TEMPLATE.since(15).at(31));

        // Then
        assertThat(left.kind()).isEqualTo(IncidentKind.EXCEPTION_NEW);
        assertThat(live()).containsExactly(left);
    }

    @ParameterizedTest(name = "{0} min after the failures are over an objective that burns is a page of its own: {1}")
    @CsvSource({"5,false", "29,false", "31,true"})
    void an_objective_may_burn_for_a_while_after_its_cause_is_over(long minutes, boolean alone) {
        // Given
        Told failing = Told.of(IncidentKind.WEBHOOK_FAILING, "shop", "webhooks").since(10);
        tell(failing.at(12));
        Incident over = tell(failing.at(30).recovered());

        // When
        tell(Told.of(IncidentKind.SLO_BURN, "webhooks", "webhooks").since(11).at(30 + minutes));

        // Then what is over stays over
        assertThat(live()).hasSize(alone ? 1 : 0);
        assertThat(book.find(over.id()).orElseThrow().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void recovery_of_a_symptom_does_not_resolve_the_incident() {
        // Given
        tell(Told.refunds().since(10).at(12));
        Told burn = Told.of(IncidentKind.SLO_BURN, "refunds", "refunds").since(12);
        tell(burn.at(13));

        // When
        tell(burn.at(20).recovered());

        // Then
        assertThat(live()).singleElement().extracting(Incident::signals).isEqualTo(3L);
    }

    @Test
    void symptom_seen_after_its_explanation_does_not_hold_back_the_recovery() {
        // Given
        tell(Told.refunds().since(10).at(12));
        tell(TEMPLATE.since(15).at(40));

        // When
        Incident over = tell(Told.refunds().at(30).recovered());

        // Then
        assertThat(over.status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void subjects_of_which_one_begins_like_the_other_both_join() {
        // Given
        tell(Told.refunds().since(10).at(12));
        tell(Told.of(IncidentKind.EXCEPTION_NEW, "a1b2c3", "payments").since(15).at(16));

        // When
        Incident incident = tell(TEMPLATE.since(15).at(17));

        // Then
        assertThat(incident.joined()).hasSize(2);
    }

    private List<Incident> live() {
        return book.all().stream()
                .filter(one -> one.status() != Status.RESOLVED)
                .toList();
    }

    private Incident tell(Told told) {
        List<Incident> changed = book.apply(told.signal(), minute(500));
        return changed.get(changed.size() - 1);
    }
}
