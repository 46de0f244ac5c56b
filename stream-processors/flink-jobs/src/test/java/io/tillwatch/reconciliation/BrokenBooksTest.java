package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Books in order, broken in every way, alone and in pairs: what is told is exactly what was broken. */
class BrokenBooksTest {
    private static final int SEEDS = 20;

    static LongStream seeds() {
        return LongStream.range(0, 5 * SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void books_in_order_make_no_case(long seed) {
        World world = new World(seed);

        ReconciliationReport report = judge(world.sales(), world.documents(), world.rules);

        assertThat(told(report)).isEmpty();
        assertThat(report.cases()).isEmpty();
        assertThat(report.matched()).isEqualTo(report.summary().sales());
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Break.class)
    void a_break_alone_is_told_and_nothing_else(Break broken) {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            Set<Object> expected = broken.in(world, (int) (seed % 4));

            ReconciliationReport report = judge(world.sales(), world.documents(), world.rules);

            assertThat(told(report)).as("seed %d", seed).isEqualTo(named(world, expected));
        }
    }

    @ParameterizedTest(name = "{0} and each other")
    @EnumSource(Break.class)
    void two_breaks_are_told_and_nothing_else(Break first) {
        List<Break> all = List.of(Break.values());
        for (Break second : all) {
            if (first.compareTo(second) > 0 || first == Break.BUNDLE_AMOUNT) {
                continue;
            }
            long seed = all.indexOf(first) * 64L + all.indexOf(second);
            World world = new World(seed);
            Set<Object> expected = new java.util.HashSet<>(first.in(world, 0));
            expected.addAll(second.in(world, 3));

            ReconciliationReport report = judge(world.sales(), world.documents(), world.rules);

            assertThat(told(report)).as("with %s, seed %d", second, seed).isEqualTo(named(world, expected));
        }
    }

    static Stream<Long> someSeeds() {
        return Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("someSeeds")
    void the_order_of_input_and_what_is_told_again_change_no_case(long seed) {
        // Given a world in which one of each kind is broken that fits beside the others
        World world = new World(seed);
        Break.RECEIPT_AGAIN.in(world, 0);
        Break.RECEIPT_AMOUNT.in(world, 1);
        Break.ENTRY_TWICE.in(world, 2);
        Break.INVOICE_COPIED.in(world, 2);
        Break.ORDER_MISSING.in(world, 3);
        List<Sale> sales = world.sales();
        List<OdooDocument> documents = world.documents();
        ReconciliationReport expected = judge(sales, documents, world.rules);

        // When
        Random random = new Random(seed);
        List<Sale> shuffled = new ArrayList<>(sales);
        Collections.shuffle(shuffled, random);
        List<OdooDocument> again = new ArrayList<>(documents);
        again.addAll(documents.subList(0, documents.size() / 2));
        Collections.shuffle(again, random);
        ReconciliationReport other = judge(shuffled, again, world.rules);

        // Then
        assertThat(other.cases()).isNotEmpty().isEqualTo(expected.cases());
        assertThat(other.matched()).isEqualTo(expected.matched());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("someSeeds")
    void judging_again_and_again_while_documents_come_ends_with_the_same_cases(long seed) {
        World world = new World(seed);
        Break.RECEIPT_REROUTED.in(world, 0);
        Break.ENTRY_ALTERED.in(world, 1);
        Break.REVERSAL_MISSING.in(world, 2);
        Break.INVOICE_TWICE.in(world, 3);
        ReconciliationReport expected = judge(world.sales(), world.documents(), world.rules);
        List<OdooDocument> shuffled = new ArrayList<>(world.documents());
        Collections.shuffle(shuffled, new Random(seed));

        // When
        Reconciler reconciler = new Reconciler(world.rules.forExtract());
        List<Sale> sales = world.sales();
        for (int i = 0; i < 6; i++) {
            sales.subList(sales.size() * i / 6, sales.size() * (i + 1) / 6).forEach(reconciler::sold);
            shuffled.subList(shuffled.size() * i / 6, shuffled.size() * (i + 1) / 6)
                    .forEach(reconciler::read);
            reconciler.judge(World.AS_OF);
        }

        // Then
        assertThat(ids(reconciler.open())).isEqualTo(ids(expected.cases()));
        assertThat(reconciler.matched()).isEqualTo(expected.matched());
    }

    @Test
    void every_kind_of_the_taxonomy_is_broken_by_something() {
        Set<String> kinds = new TreeSet<>();
        for (Break broken : Break.values()) {
            World world = new World(0);
            named(world, broken.in(world, 0)).forEach(told -> kinds.add(told.substring(0, told.indexOf(' '))));
        }
        Set<String> all =
                Stream.of(ReconciliationCase.BreakKind.values()).map(Enum::name).collect(Collectors.toSet());

        // UNEXPLAINED needs receipts without keys: UnkeyedReceiptsTest.
        all.remove("UNEXPLAINED");
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(all);
    }

    private static ReconciliationReport judge(List<Sale> sales, List<OdooDocument> documents, Rules rules) {
        return BatchReconciliation.run(new SalesExtract(sales, List.of()), documents, rules, World.AS_OF);
    }

    private static Set<String> named(World world, Set<Object> expected) {
        return expected.stream().map(Break.named(world)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Kind and what it is about: a sale, a session, or a posting. */
    private static Set<String> told(ReconciliationReport report) {
        Set<String> told = new TreeSet<>();
        for (ReconciliationCase found : report.cases()) {
            if (found.breakClass() == BreakClass.EXPECTED) {
                continue;
            }
            if (found.level() == Level.SESSION) {
                found.sessions().forEach(id -> told.add(found.kind() + " session " + id));
            } else if (found.level() == Level.SALE) {
                found.sales().forEach(id -> told.add(found.kind() + " " + id));
            } else {
                found.postings().forEach(one -> told.add(found.kind() + " " + one.model() + " " + one.id()));
            }
        }
        return told;
    }

    private static List<String> ids(java.util.Collection<ReconciliationCase> cases) {
        return cases.stream()
                .map(found -> found.id() + found.kind() + found.breakClass())
                .sorted()
                .toList();
    }
}
