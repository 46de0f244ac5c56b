package io.tillwatch.incidents;

import static io.tillwatch.contracts.watch.Incident.Status.ACKNOWLEDGED;
import static io.tillwatch.contracts.watch.Incident.Status.OPEN;
import static io.tillwatch.contracts.watch.Incident.Status.RESOLVED;
import static io.tillwatch.incidents.Told.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.TimelineEntry;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.contracts.watch.Verdict.Say;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverruleTest {
    private static final Told TEMPLATE =
            Told.of(IncidentKind.EXCEPTION_NEW, "a1b2", "payments").since(5);

    private final IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource(Say.class)
    void every_word_stands_in_the_timeline_with_its_reason(Say say) {
        // Given
        Incident incident = tell(Told.refunds().at(1));

        // When
        book.apply(new Verdict(incident.id(), say, "ada", minute(2), "it is a test till", null));

        // Then
        Incident after = book.find(incident.id()).orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.timeline()).contains(new TimelineEntry(minute(2), "ada: " + say + " - it is a test till"));
    }

    @Test
    void acknowledge_takes_it_on() {
        // Given
        Incident incident = tell(Told.refunds().at(1));

        // When
        Incident taken = say(Says.acknowledge(incident, 2));

        // Then
        assertThat(taken.status()).isEqualTo(ACKNOWLEDGED);
        assertThat(taken.assignee()).isEqualTo("ada");
    }

    @Test
    void acknowledge_of_what_is_over_does_not_open_it() {
        // Given
        tell(Told.refunds().at(1));
        Incident over = tell(Told.refunds().at(2).recovered());

        // When
        Incident taken = say(Says.acknowledge(over, 3));

        // Then
        assertThat(taken.status()).isEqualTo(RESOLVED);
        assertThat(taken.resolvedAt()).isEqualTo(minute(2));
    }

    @Test
    void resolved_by_hand_stays_resolved_while_detectors_look_back() {
        // Given
        say(Says.of(Say.RESOLVE, tell(Told.refunds().at(1)), 30));

        // When
        Incident afterglow = tell(Told.refunds().since(0).at(89));
        Incident still = tell(Told.refunds().since(0).at(91));

        // Then
        assertThat(afterglow.status()).isEqualTo(RESOLVED);
        assertThat(afterglow.verdict()).isEqualTo("resolved");
        assertThat(afterglow.resolvedAt()).isEqualTo(minute(30));
        assertThat(still.status()).isEqualTo(OPEN);
        assertThat(still.verdict()).isNull();
    }

    @Test
    void resolved_by_hand_reopens_at_once_when_it_begins_again() {
        // Given
        say(Says.of(Say.RESOLVE, tell(Told.refunds().at(1)), 30));

        // When
        Incident back = tell(Told.refunds().since(31).at(32));

        // Then
        assertThat(back.status()).isEqualTo(OPEN);
    }

    @Test
    void false_alarm_is_closed_and_stays_closed_while_it_goes_on() {
        // Given
        Incident wrong = say(Says.of(Say.FALSE, tell(Told.refunds().at(1)), 2));

        // When
        for (int i = 3; i < 600; i += 60) {
            tell(Told.refunds().since(i).at(i));
        }
        say(Says.of(Say.PRIORITY_TOO_HIGH, wrong, 601));
        Incident still = tell(Told.refunds().since(0).at(602));

        // Then
        assertThat(still.status()).isEqualTo(RESOLVED);
        assertThat(still.verdict()).isEqualTo("false");
        assertThat(still.resolvedAt()).isEqualTo(minute(2));
        assertThat(still.signals()).isEqualTo(12);
    }

    @Test
    void false_alarm_does_not_hide_what_begins_after_hours_of_quiet() {
        // Given
        say(Says.of(Say.FALSE, tell(Told.refunds().at(1)), 2));

        // When
        Incident anew = tell(Told.refunds().since(300).at(301));

        // Then
        assertThat(anew.status()).isEqualTo(OPEN);
        assertThat(anew.verdict()).isNull();
    }

    @Test
    void merged_signals_go_where_the_person_said_also_after_a_restart() {
        // Given
        Incident oversell =
                tell(Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed").at(1));
        Incident refunds = tell(Told.refunds().at(2).costs("100", 4));
        book.apply(Says.merge(refunds, oversell, 3));
        IncidentBook restarted = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
        book.all().forEach(restarted::restore);

        // When
        List<Incident> changed = restarted.apply(Told.refunds().at(4).signal(), minute(4));
        List<Incident> recovered =
                restarted.apply(Told.refunds().at(5).recovered().signal(), minute(5));

        // Then
        assertThat(changed).singleElement().satisfies(into -> {
            assertThat(into.id()).isEqualTo(oversell.id());
            assertThat(into.title()).startsWith("OVERSELL");
            assertThat(into.joined()).containsExactly("REFUND_FAILING at psp-a: merged by ada.");
            assertThat(into.signals()).isEqualTo(3);
            assertThat(into.customers()).isEqualTo(4);
            assertThat(into.flows()).contains("refunds");
        });
        assertThat(recovered).singleElement().extracting(Incident::status).isEqualTo(OPEN);
        assertThat(restarted.find(refunds.id()).orElseThrow().verdict()).isEqualTo("merged into " + oversell.id());
    }

    @Test
    void merge_with_itself_with_nothing_or_in_a_circle_is_refused_and_said() {
        // Given
        Incident oversell =
                tell(Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed").at(1));
        Incident refunds = tell(Told.refunds().at(2));

        // When
        Incident self = say(Says.merge(refunds, refunds, 3));
        book.apply(Says.merge(refunds, oversell, 4));
        Incident circle = say(Says.merge(oversell, refunds, 5));

        // Then
        assertThat(self.status()).isEqualTo(OPEN);
        assertThat(self.timeline())
                .last()
                .extracting(TimelineEntry::what)
                .isEqualTo("not merged: there is no such other incident");
        assertThat(circle.status()).isEqualTo(OPEN);
        assertThat(circle.timeline())
                .last()
                .extracting(TimelineEntry::what)
                .isEqualTo("not merged: one of the two is merged already");
    }

    @Test
    void split_undoes_a_merge() {
        // Given
        Incident oversell =
                tell(Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed").at(1));
        Incident refunds = tell(Told.refunds().at(2));
        book.apply(Says.merge(refunds, oversell, 3));

        // When
        book.apply(Says.of(Say.SPLIT, refunds, 4));
        Incident own = tell(Told.refunds().at(5));

        // Then
        assertThat(own.id()).isEqualTo(refunds.id());
        assertThat(own.status()).isEqualTo(OPEN);
        assertThat(book.find(oversell.id()).orElseThrow()).satisfies(whole -> {
            assertThat(whole.joined()).isEmpty();
            assertThat(whole.signals()).isEqualTo(1);
            assertThat(whole.flows()).containsExactly("stock-feed");
        });
    }

    @Test
    void split_tells_symptoms_apart_and_later_ones_too_also_after_a_restart() {
        // Given
        Incident symptom = tell(TEMPLATE.at(6));
        Incident whole = tell(Told.refunds().since(4).at(7));

        // When
        book.apply(Says.of(Say.SPLIT, whole, 8));
        IncidentBook restarted = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
        book.all().forEach(restarted::restore);
        restarted.apply(TEMPLATE.at(9).signal(), minute(9));
        restarted.apply(
                Told.of(IncidentKind.SLO_BURN, "refunds", "refunds")
                        .since(5)
                        .at(10)
                        .signal(),
                minute(10));

        // Then
        assertThat(restarted.find(symptom.id()).orElseThrow().status()).isEqualTo(OPEN);
        assertThat(restarted.find(whole.id()).orElseThrow().joined()).isEmpty();
        assertThat(restarted.all().stream().filter(one -> one.status() == OPEN)).hasSize(3);
    }

    @Test
    void the_same_word_sent_twice_counts_once() {
        // Given
        Incident incident = tell(Told.refunds().at(1));
        book.apply(Says.acknowledge(incident, 2));

        // When
        List<Incident> twice = book.apply(Says.acknowledge(incident, 2));

        // Then
        assertThat(twice).isEmpty();
    }

    @Test
    void word_about_an_unknown_incident_changes_nothing() {
        assertThat(book.apply(new Verdict("0123", Say.RESOLVE, "ada", minute(1), null, null)))
                .isEmpty();
    }

    private Incident say(Verdict verdict) {
        List<Incident> changed = book.apply(verdict);
        return changed.get(changed.size() - 1);
    }

    private Incident tell(Told told) {
        List<Incident> changed = book.apply(told.signal(), told.signal().detectedAt());
        return changed.get(changed.size() - 1);
    }
}
