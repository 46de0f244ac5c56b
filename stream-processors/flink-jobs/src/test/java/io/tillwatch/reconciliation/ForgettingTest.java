package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against a reconciler that forgets nothing: whatever is let go, no case may change by it. */
class ForgettingTest {
    private static final int SEEDS = 8;
    private static final Horizon SHORT = new Horizon(Duration.ofDays(7), Duration.ofDays(7));
    private static final Instant MONTHS_LATER = Instant.parse("2026-06-20T10:00:00Z");

    /** A reconciler and what it wants to be kept, as the job keeps it. */
    private static final class Kept implements Forgotten {
        final Reconciler reconciler;
        final Map<String, Sale> sales = new TreeMap<>();
        final Map<String, OdooDocument> documents = new TreeMap<>();
        /** What was said beside sales, and is forgotten. */
        final List<String> words = new ArrayList<>();

        Kept(Rules rules) {
            reconciler = new Reconciler(rules);
        }

        void tell(Sale sale) {
            String key = "event " + sales.size() + " of " + sale.id();
            if (reconciler.sold(sale, "somewhere", key) != Told.KNOWN) {
                sales.put(key, sale);
            }
        }

        void tell(OdooDocument document) {
            if (reconciler.read(document)) {
                documents.put(document.key(), document);
            }
        }

        List<ReconciliationCase> judge() {
            return reconciler.judge(MONTHS_LATER);
        }

        Map<String, String> open() {
            return WorldOnTopics.told(reconciler.open());
        }

        @Override
        public void sale(String key) {
            assertThat(sales.remove(key)).isNotNull();
        }

        @Override
        public void document(String key) {
            assertThat(documents.remove(key)).isNotNull();
        }

        @Override
        public void voided(String session, String receipt) {
            words.add("voided " + session + " " + receipt);
        }

        @Override
        public void cancelled(String order) {
            words.add("cancelled " + order);
        }

        @Override
        public void tillClosed(String session) {
            words.add("closed " + session);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void of_books_in_order_nothing_is_kept_but_what_is_young(long seed) {
        // Given
        World world = new World(seed);
        Kept kept = judged(world);

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(kept.sales.values()).extracting(Sale::id).containsExactly("LATER");
        assertThat(kept.reconciler.sales()).isEqualTo(1);
        assertThat(kept.documents.keySet())
                .as("master data stays")
                .allMatch(key -> key.startsWith("res.")
                        || key.startsWith("product.")
                        || key.startsWith("pos.config")
                        || key.startsWith("pos.payment.method"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Break.class)
    void what_is_open_stays_as_it_is_and_says_the_same_when_it_is_told_again(Break broken) {
        for (long seed = 0; seed < SEEDS; seed++) {
            // Given
            World world = new World(seed);
            broken.in(world, (int) (seed % 4));
            Kept kept = judged(world);
            Map<String, String> expected = kept.open();
            int before = kept.sales.size();

            // When
            kept.reconciler.forget(kept);

            // Then
            assertThat(kept.sales.size()).as("seed %d", seed).isLessThan(before);
            assertThat(kept.judge()).as("seed %d", seed).isEmpty();
            assertThat(kept.open()).isEqualTo(expected);
            assertThat(again(world, kept, new Random(seed)).open())
                    .as("after a restart, seed %d", seed)
                    .isEqualTo(expected);
            world.documents().forEach(kept::tell);
            assertThat(kept.judge()).as("read once more, seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void in_books_with_many_breaks_no_case_changes(long seed) {
        // Given
        World world = new World(seed);
        Break.RECEIPT_AGAIN.in(world, 0);
        Break.RECEIPT_REROUTED.in(world, 1);
        Break.ENTRY_TWICE.in(world, 2);
        Break.INVOICE_COPIED.in(world, 2);
        Break.ORDER_MISSING.in(world, 3);
        Break.RETURN_MISSING.in(world, 0);
        Kept kept = judged(world);
        Map<String, String> expected = kept.open();

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(expected).isNotEmpty();
        assertThat(kept.judge()).isEmpty();
        assertThat(kept.open()).isEqualTo(expected);
        assertThat(again(world, kept, new Random(seed)).open()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_sale_that_comes_again_when_it_is_forgotten_is_too_late_also_after_a_restart(long seed) {
        // Given
        World world = new World(seed);
        Kept kept = judged(world);
        List<Sale> sales = world.sales();
        assertThat(sales).as("all are known").noneMatch(kept.reconciler::isTooLate);

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(sales).allMatch(kept.reconciler::isTooLate);
        assertThat(sales).allMatch(again(world, kept, new Random(seed)).reconciler::isTooLate);
        assertThat(kept.reconciler.isTooLate(later(world))).isFalse();
    }

    @Test
    void a_receipt_that_is_told_under_a_second_identity_is_kept_with_both_and_goes_with_both() {
        // Given
        World world = new World(3);
        Sale sale = world.sales().get(0);
        Kept kept = new Kept(rules(world));
        kept.tell(sale);
        kept.tell(withUuid("00000000-0000-0000-0000-000000000001", sale));
        world.sales().stream().skip(1).forEach(kept::tell);
        world.documents().forEach(kept::tell);
        kept.tell(later(world));
        kept.judge();
        assertThat(kept.sales.values())
                .filteredOn(one -> one.id().equals(sale.id()))
                .hasSize(2);
        assertThat(again(world, kept, new Random(3)).open()).isEqualTo(kept.open());

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(kept.sales.values()).extracting(Sale::id).containsExactly("LATER");
    }

    private static Sale withUuid(String uuid, Sale sale) {
        return new Sale(
                sale.id(),
                sale.channel(),
                sale.store(),
                sale.session(),
                uuid,
                sale.ticket(),
                sale.order(),
                sale.at(),
                sale.total(),
                sale.tax(),
                sale.tender(),
                sale.quantities());
    }

    @Test
    void what_was_said_of_a_session_or_an_order_goes_with_it() {
        // Given
        World world = new World(3);
        Kept kept = new Kept(rules(world));
        List<Sale> sales = world.sales();
        Sale receipt = sales.get(0);
        String session = String.valueOf(receipt.session());
        Sale order = sales.stream().filter(sale -> !sale.ofTill()).findFirst().orElseThrow();
        sales.forEach(kept::tell);
        kept.tell(later(world));
        kept.reconciler.tillClosed(session, receipt.at().plusSeconds(60));
        kept.reconciler.tillClosed("Store 09/00099", MONTHS_LATER.minusSeconds(30));
        sales.forEach(sale -> cancelOrVoid(kept, sale));
        kept.judge();

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(kept.words)
                .contains("closed " + session, "voided " + session + " " + receipt.id(), "cancelled " + order.order())
                .doesNotContain("closed Store 09/00099");
        assertThat(kept.sales.values()).extracting(Sale::id).contains("LATER").doesNotContain(receipt.id(), order.id());
    }

    /** Of what is void or cancelled Odoo need not know, so that all is settled without its books. */
    private static void cancelOrVoid(Kept kept, Sale sale) {
        if (sale.ofTill()) {
            kept.reconciler.voided(String.valueOf(sale.session()), sale.id());
        } else {
            kept.reconciler.cancelled(String.valueOf(sale.order()));
        }
    }

    @Test
    void what_is_young_is_not_forgotten_whoever_asks() {
        // Given
        World world = new World(3);
        Kept kept = new Kept(world.rules);
        world.sales().forEach(kept::tell);
        world.documents().forEach(kept::tell);
        kept.reconciler.judge(World.AS_OF);
        int sales = kept.sales.size();
        int documents = kept.documents.size();

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(kept.sales).hasSize(sales);
        assertThat(kept.documents).hasSize(documents);
    }

    @Test
    void sales_of_long_ago_are_not_too_late_as_long_as_no_younger_ones_are_known() {
        // Given what a replay of an old year tells a reconciler of today
        World world = new World(3);
        Kept kept = new Kept(world.rules);
        List<Sale> sales = world.sales();
        kept.tell(sales.get(0));
        kept.reconciler.judge(Instant.parse("2027-05-01T00:00:00Z"));

        // Then
        assertThat(sales).noneMatch(kept.reconciler::isTooLate);
    }

    @Test
    void the_first_sale_of_all_is_not_too_late_when_Odoo_was_read_before() {
        // Given
        World world = new World(3);
        Kept kept = new Kept(world.rules);
        world.documents().forEach(kept::tell);
        int documents = kept.documents.size();
        kept.judge();

        // When
        kept.reconciler.forget(kept);

        // Then
        assertThat(kept.documents).as("nobody knows yet what is old").hasSize(documents);
        assertThat(world.sales()).noneMatch(kept.reconciler::isTooLate);
    }

    private static Kept judged(World world) {
        Kept kept = new Kept(rules(world));
        world.sales().forEach(kept::tell);
        world.documents().forEach(kept::tell);
        kept.tell(later(world));
        kept.judge();
        return kept;
    }

    private static Rules rules(World world) {
        return world.rules.keeping(SHORT);
    }

    /** As after a restart: all that was to be kept is told in some order, and the last words on the cases. */
    private static Kept again(World world, Kept before, Random random) {
        Kept again = new Kept(rules(world));
        List<Runnable> facts = new ArrayList<>();
        before.sales.values().forEach(sale -> facts.add(() -> again.tell(sale)));
        before.documents.values().forEach(document -> facts.add(() -> again.tell(document)));
        Collections.shuffle(facts, random);
        facts.forEach(Runnable::run);
        Collection<ReconciliationCase> told = before.reconciler.open();
        again.reconciler.resume(told, MONTHS_LATER);
        assertThat(again.judge()).as("nothing new is told").isEmpty();
        return again;
    }

    /** Sold just now, and not due yet. */
    private static Sale later(World world) {
        return new Sale(
                "LATER",
                "pos",
                "Store 09",
                "Store 09/00099",
                "00000000-0000-0000-0000-000000000099",
                "LATER",
                null,
                MONTHS_LATER.minusSeconds(60),
                new Money(100, world.plan.money.currency()),
                null,
                "cash",
                Map.of());
    }
}
