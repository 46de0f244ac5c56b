package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Suppression.Rule;
import io.tillwatch.silences.Silences;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private final IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
    private final Silences silences = new Silences();
    private final Suppressions suppressions = new Suppressions(silences);

    @Test
    void what_calls_somebody_is_not_in_the_ledger_nor_is_its_end() {
        assertThat(tell(Told.refunds().at(1), 1)).isNull();
        assertThat(tell(Told.refunds().at(2).recovered(), 2)).isNull();
    }

    @Test
    void what_the_calendar_explains_is_held_back_by_that_and_counted_once() {
        Told surge = Told.of(IncidentKind.DEMAND_SURGE, "SKU-1", "web-orders").expected("promotion spring");

        Suppression held = tell(surge.at(1), 1);
        Suppression again = tell(surge.at(1), 1);

        assertThat(held.rule()).isEqualTo(Rule.EXPECTED);
        assertThat(held.because()).isEqualTo("promotion spring");
        assertThat(held.incident()).isNull();
        assertThat(held.id()).isEqualTo(surge.at(1).signal().id());
        assertThat(again).isNull();
    }

    @Test
    void a_symptom_is_held_back_by_the_incident_that_explains_it() {
        tell(Told.refunds().since(10).at(12), 12);

        Suppression held = tell(
                Told.of(IncidentKind.EXCEPTION_NEW, "a1b2", "payments")
                        .since(15)
                        .at(16),
                16);

        assertThat(held.rule()).isEqualTo(Rule.INHIBITED);
        assertThat(held.because()).isEqualTo("REFUND_FAILING at psp-a");
        assertThat(held.incident()).isEqualTo(Identity.of(Told.refunds().signal()));
    }

    @Test
    void a_silence_holds_back_what_it_names_from_its_beginning_to_its_end() {
        silences.put(silence(5, 20));

        assertThat(tell(Told.refunds().at(1), 1)).isNull();
        assertThat(tell(Told.refunds().at(6), 6))
                .extracting(Suppression::rule, Suppression::because)
                .containsExactly(Rule.SILENCED, "ada: the provider moves");
        assertThat(tell(
                        Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed")
                                .at(7),
                        7))
                .isNull();
        assertThat(tell(Told.refunds().at(20), 20)).isNull();
        silences.put(silence(21, 90).ended("bob", Told.minute(30)));
        assertThat(tell(Told.refunds().at(31), 31)).isNull();
        // The incident stands all the same.
        assertThat(book.all()).extracting(Incident::kind).contains(IncidentKind.REFUND_FAILING);
    }

    private static Silence silence(long from, long until) {
        return new Silence(
                "s1",
                IncidentKind.REFUND_FAILING,
                "refunds",
                null,
                null,
                "the provider moves",
                "ada",
                Told.minute(from),
                Told.minute(until),
                null,
                null);
    }

    private Suppression tell(Told told, long minute) {
        Signal signal = told.signal();
        List<Incident> changed = book.apply(signal, Told.minute(minute));
        return suppressions.of(signal, changed, Told.minute(minute));
    }
}
