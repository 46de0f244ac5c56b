package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledBooksTest {
    private static final Map<String, Set<String>> BREAK_OF_SALE = Map.ofEntries(
            Map.entry("missing_in_odoo", Set.of("MISSING_IN_ODOO")),
            Map.entry("missing_order", Set.of("MISSING_IN_ODOO")),
            Map.entry("amount_mismatch", Set.of("AMOUNT_MISMATCH")),
            Map.entry("duplicate_order", Set.of("DUPLICATE_ORDER")),
            Map.entry("missing_invoice", Set.of("MISSING_INVOICE")),
            Map.entry("draft_invoice", Set.of("DRAFT_POSTING")),
            Map.entry("cancelled_invoice", Set.of("CANCELLED_POSTING")),
            Map.entry("duplicate_invoice_same_ref", Set.of("DUPLICATE_POSTING")),
            Map.entry("duplicate_invoice_orphan_copy", Set.of("ORPHAN_POSTING", "DUPLICATE_POSTING")),
            Map.entry("late_posting", Set.of("LATE_POSTING")),
            Map.entry("wrong_currency", Set.of("CURRENCY_MISMATCH")));
    private static final Map<String, Set<String>> BREAK_OF_SESSION = Map.of(
            "session_entry_amount_altered", Set.of("ENTRY_ALTERED", "AMOUNT_MISMATCH"),
            "session_entry_duplicated", Set.of("DUPLICATE_POSTING"),
            "session_entry_reset_to_draft", Set.of("DRAFT_POSTING"));

    @Test
    void every_label_is_found_and_nothing_is_invented() throws IOException {
        // Given
        SalesExtract sales = Shared.sales();
        JsonNode truth = Shared.truth();

        // When
        ReconciliationReport report = BatchReconciliation.run(sales, Shared.documents(), Rules.DEFAULT, null);

        // Then
        assertThat(told(report, truth)).isEqualTo(labels(truth, report));
        assertThat(report.problems()).isEmpty();
        assertThat(report.summary().duplicates()).isEqualTo(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_same_facts_in_any_order_and_delivered_twice_give_the_same_cases(long seed) throws IOException {
        // Given
        SalesExtract sales = Shared.sales();
        List<OdooDocument> documents = Shared.documents();
        ReconciliationReport expected = BatchReconciliation.run(sales, documents, Rules.DEFAULT, null);
        Random random = new Random(seed);
        List<Sale> shuffledSales = new ArrayList<>(sales.sales());
        Collections.shuffle(shuffledSales, random);
        List<OdooDocument> shuffled = new ArrayList<>(documents);
        shuffled.addAll(documents.subList(0, documents.size() / 3));
        Collections.shuffle(shuffled, random);

        // When
        Reconciler reconciler = new Reconciler(Rules.DEFAULT);
        int half = shuffled.size() / 2;
        shuffled.subList(0, half).forEach(reconciler::read);
        shuffledSales.forEach(reconciler::sold);
        reconciler.judge(expected.asOf());
        shuffled.subList(half, shuffled.size()).forEach(reconciler::read);
        reconciler.judge(expected.asOf());

        // Then
        assertThat(facts(reconciler.open())).isEqualTo(facts(expected.cases()));
        assertThat(reconciler.matched()).isEqualTo(expected.matched());
    }

    /** What the cases say of each thing that the truth names. */
    private static Map<String, Set<String>> told(ReconciliationReport report, JsonNode truth) {
        Map<String, Set<String>> told = new TreeMap<>();
        for (JsonNode sale : truth.path("sales")) {
            told.put(sale.path("source_id").asText(), new TreeSet<>());
        }
        for (JsonNode session : truth.path("sessions")) {
            told.put("session " + session.path("session_id").asText(), new TreeSet<>());
        }
        Map<Long, String> copies = new TreeMap<>();
        for (JsonNode sale : truth.path("sales")) {
            if (sale.path("label").asText().equals("duplicate_invoice_orphan_copy")) {
                copies.put(
                        sale.path("duplicate_move_id").asLong(),
                        sale.path("source_id").asText());
            }
        }
        for (ReconciliationCase found : report.cases()) {
            if (found.breakClass() == BreakClass.EXPECTED) {
                continue;
            }
            if (found.level() == Level.SESSION) {
                found.sessions().forEach(id -> told.computeIfPresent("session " + id, add(found.kind())));
            } else {
                found.sales().forEach(id -> told.computeIfPresent(id, add(found.kind())));
                found.postings()
                        .forEach(posting ->
                                told.computeIfPresent(copies.getOrDefault(posting.id(), ""), add(found.kind())));
            }
        }
        return told;
    }

    private static java.util.function.BiFunction<String, Set<String>, Set<String>> add(BreakKind kind) {
        return (key, kinds) -> {
            kinds.add(kind.name());
            return kinds;
        };
    }

    /** What should be told: of several acceptable kinds the one that was chosen, none where the label is in order. */
    private static Map<String, Set<String>> labels(JsonNode truth, ReconciliationReport report) {
        Map<String, Set<String>> told = told(report, truth);
        Set<Integer> open = new TreeSet<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (JsonNode session : truth.path("sessions")) {
            int id = session.path("session_id").asInt();
            String label = session.path("label").asText();
            if (label.equals("open_not_posted")) {
                open.add(id);
            }
            String key = "session " + id;
            labels.put(key, oneOf(BREAK_OF_SESSION.getOrDefault(label, Set.of()), told.get(key)));
        }
        for (JsonNode sale : truth.path("sales")) {
            String key = sale.path("source_id").asText();
            Set<String> wanted = BREAK_OF_SALE.getOrDefault(sale.path("label").asText(), Set.of());
            boolean notDue = open.contains(sale.path("session_id").asInt(-1))
                    && told.getOrDefault(key, Set.of()).isEmpty();
            labels.put(key, notDue ? Set.of() : oneOf(wanted, told.get(key)));
        }
        return labels;
    }

    private static Set<String> oneOf(Set<String> acceptable, Set<String> told) {
        if (acceptable.isEmpty()) {
            return Set.of();
        }
        return told.size() == 1 && acceptable.containsAll(told) ? told : acceptable;
    }

    private static Set<String> facts(Iterable<ReconciliationCase> cases) {
        Set<String> facts = new TreeSet<>();
        cases.forEach(found -> facts.add(found.id()
                + found.kind()
                + found.breakClass()
                + found.sales()
                + found.sessions()
                + found.postings()
                + found.amounts()
                + found.residual()
                + found.explanation()));
        return facts;
    }
}
