package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final FlowCatalogue FLOWS = FlowCatalogue.demo();
    private static final Told POSTINGS =
            Told.of(IncidentKind.LATE_POSTING, "store-01", "odoo-postings").since(60);

    @Test
    void code_of_the_failures_comes_first_with_its_count() {
        // Given
        Signal signal = Told.refunds()
                .evidence(Map.of("code", "05", "bad", "18", "good", "82"))
                .signal();

        // When
        List<Cause> causes = causes(signal, List.of());

        // Then
        assertThat(causes)
                .containsExactly(new Cause("psp-a answers with code 05", 0.8, List.of("18 of 100 with a bad outcome")));
    }

    @Test
    void figures_that_are_no_numbers_stop_nothing() {
        // Given
        Signal signal =
                Told.refunds().evidence(Map.of("code", "05", "bad", "18.0")).signal();

        // When
        List<Cause> causes = causes(signal, List.of());

        // Then
        assertThat(causes)
                .extracting(Cause::evidence)
                .containsExactly(List.of("the number of bad outcomes was not told"));
    }

    @Test
    void what_went_wrong_upstream_before_it_is_a_cause_and_says_how_long_before() {
        // Given
        Incident throttled = incident(
                Told.of(IncidentKind.API_THROTTLED, "odoo", "odoo-import").since(25));

        // When
        List<Cause> causes = causes(POSTINGS.signal(), List.of(throttled));

        // Then
        assertThat(causes)
                .containsExactly(new Cause(
                        "API_THROTTLED at odoo upstream",
                        0.6,
                        List.of(throttled.title(), "began 35 min earlier on odoo-import")));
    }

    @Test
    void upstream_trouble_that_began_later_or_long_before_is_no_cause() {
        // Given
        List<Incident> open = List.of(
                incident(Told.of(IncidentKind.API_THROTTLED, "odoo", "odoo-import")
                        .since(61)),
                incident(Told.of(IncidentKind.FLOW_LATE, "web-orders", "web-orders")
                        .since(-61)));

        // When
        List<Cause> causes = causes(POSTINGS.signal(), open);

        // Then
        assertThat(causes)
                .containsExactly(new Cause("store-01 itself", 0.3, List.of("nothing upstream changed before it")));
    }

    @Test
    void trouble_downstream_or_elsewhere_is_no_cause() {
        // Given
        List<Incident> open = List.of(incident(Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed")));

        // When
        List<Cause> causes = causes(POSTINGS.signal(), open);

        // Then
        assertThat(causes).extracting(Cause::what).containsExactly("store-01 itself");
    }

    @Test
    void five_causes_are_named_at_most_best_first_and_in_the_same_order_always() {
        // Given
        List<Incident> open = new ArrayList<>();
        for (int i = 9; i > 0; i--) {
            open.add(incident(Told.of(IncidentKind.SOURCE_OFFLINE, "store-0" + i, "pos-sales")));
        }
        Signal signal = Told.of(IncidentKind.LATE_POSTING, "store-01", "odoo-postings")
                .since(60)
                .evidence(Map.of("code", "T"))
                .signal();

        // When
        List<Cause> causes = causes(signal, open);

        // Then
        assertThat(causes)
                .extracting(Cause::what)
                .containsExactly(
                        "store-01 answers with code T",
                        "SOURCE_OFFLINE at store-01 upstream",
                        "SOURCE_OFFLINE at store-02 upstream",
                        "SOURCE_OFFLINE at store-03 upstream",
                        "SOURCE_OFFLINE at store-04 upstream");
    }

    private static List<Cause> causes(Signal signal, List<Incident> open) {
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        Incident incident = book.apply(signal, signal.detectedAt()).get(0);
        return Causes.of(signal, incident, open, FLOWS);
    }

    private static Incident incident(Told told) {
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        return book.apply(told.signal(), told.signal().detectedAt()).get(0);
    }
}
