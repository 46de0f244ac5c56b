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
    void oversell_with_a_losing_order_was_sold_to_several_and_one_without_reservations_was_never_on_the_books() {
        // Given
        Told oversell = Told.of(IncidentKind.OVERSELL, "SKU|store-01", "stock-feed");
        Signal one = oversell.evidence(Map.of("losingOrders", "O-1", "reserved", "5"))
                .signal();
        Signal several = oversell.evidence(Map.of("losingOrders", "O-1, O-2", "reserved", "5"))
                .signal();
        Signal receipts = oversell.evidence(Map.of("losingOrders", "R-1, R-2", "reserved", "0"))
                .signal();

        // When, then
        assertThat(causes(one, List.of()).get(0))
                .isEqualTo(new Cause(
                        "last pieces of SKU|store-01 sold to several at once",
                        0.75,
                        List.of("the order that loses: O-1")));
        assertThat(causes(several, List.of()).get(0).score()).isEqualTo(0.9);
        assertThat(causes(receipts, List.of()).get(0).what()).isEqualTo("pieces of SKU|store-01 that no event brought");
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

    @Test
    void a_deploy_of_what_is_in_trouble_minutes_before_ranks_above_the_code_and_says_why() {
        // Given
        Changes changes = new Changes();
        changes.note(new Change("deploy", "connector", "connector 7.3", "web-orders", Told.minute(57)));
        changes.note(new Change("deploy", "search", "search 2.0", "web-orders", Told.minute(20)));
        Signal signal = Told.of(IncidentKind.SLO_BURN, "connector", "web-orders")
                .since(60)
                .evidence(Map.of("code", "503", "bad", "40", "good", "60"))
                .signal();

        // When
        List<Cause> causes = causes(signal, changes);

        // Then
        assertThat(causes)
                .extracting(Cause::what)
                .containsExactly(
                        "deploy of connector: connector 7.3",
                        "connector answers with code 503",
                        "deploy of search: search 2.0");
        assertThat(causes.get(0).evidence())
                .contains("it touched connector, which is in trouble", "3 min before it began");
    }

    @Test
    void changes_elsewhere_afterwards_or_long_before_are_under_no_suspicion() {
        // Given
        Changes changes = new Changes();
        changes.note(new Change("deploy", "till-firmware", "9.1", "pos-sales", Told.minute(59)));
        changes.note(new Change("deploy", "refund-form", "2.1", "refunds", Told.minute(65)));
        changes.note(new Change("deploy", "refund-form", "2.0", "refunds", Told.minute(-150)));
        Signal signal = Told.refunds().since(60).evidence(Map.of("code", "05")).signal();

        // When, then
        assertThat(causes(signal, changes)).extracting(Cause::what).containsExactly("psp-a answers with code 05");
    }

    @Test
    void the_figures_of_a_signal_prove_its_cause() {
        assertThat(causes(
                        Told.of(IncidentKind.TRANSFER_DISCREPANCY, "TR-1|SKU", "warehouse")
                                .evidence(Map.of("transfer", "TR-1", "received", "6", "missing", "6"))
                                .signal(),
                        new Changes()))
                .extracting(Cause::what)
                .containsExactly("transfer TR-1 arrived short");
        assertThat(causes(
                        Told.of(IncidentKind.STOCK_DRIFT, "SKU|dc-1", "odoo-import")
                                .evidence(Map.of("explanation", "UNIT_ERROR"))
                                .signal(),
                        new Changes()))
                .extracting(Cause::what)
                .containsExactly("unit error in a receipt");
    }

    private static List<Cause> causes(Signal signal, Changes changes) {
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        Incident incident = book.apply(signal, signal.detectedAt()).get(0);
        return Causes.of(signal, incident, List.of(), changes, FLOWS);
    }

    private static List<Cause> causes(Signal signal, List<Incident> open) {
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        Incident incident = book.apply(signal, signal.detectedAt()).get(0);
        return Causes.of(signal, incident, open, new Changes(), FLOWS);
    }

    private static Incident incident(Told told) {
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        return book.apply(told.signal(), told.signal().detectedAt()).get(0);
    }
}
