package io.tillwatch.reconciliation;

import static io.tillwatch.reconciliation.BooksFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receipts of which the source kept no key: neither uuid nor a ticket that Odoo has. */
class UnkeyedReceiptsTest {
    private static final Instant LATER = NOON.plus(Duration.ofDays(9));
    private final BooksFixture books = new BooksFixture();

    @Test
    void each_that_is_the_only_candidate_of_the_other_is_matched() {
        books.rangWithoutKey("A", "10.00").rangWithoutKey("B", "4.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "x", "u1", "4.00").order(2, "y", "u2", "10.00").entry(7, "posted", "14.00");

        assertThat(books.cases(LATER)).isEmpty();
        assertThat(books.reconciler.matched()).isEqualTo(2);
    }

    @Test
    void equal_amounts_are_matched_when_they_are_as_many_on_both_sides() {
        books.rangWithoutKey("A", "10.00").rangWithoutKey("B", "10.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "x", "u1", "10.00").order(2, "y", "u2", "10.00").entry(7, "posted", "20.00");

        assertThat(books.cases(LATER)).isEmpty();
    }

    @Test
    void of_equal_amounts_that_are_not_as_many_one_is_missing_and_which_is_only_suggested() {
        books.rangWithoutKey("A", "10.00")
                .rangWithoutKey("B", "10.00")
                .rangWithoutKey("C", "10.00")
                .session("closed", "1,2", "[7,'E']");
        books.order(1, "x", "u1", "10.00").order(2, "y", "u2", "10.00").entry(7, "posted", "20.00");

        assertThat(open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(BreakKind.MISSING_IN_ODOO);
            assertThat(found.status()).isEqualTo(Status.SUGGESTED);
            assertThat(found.sales()).containsExactly("A", "B", "C");
            assertThat(found.facts()).containsEntry("alternatives", "3");
        });
    }

    @Test
    void receipts_that_odoo_holds_as_one_order_are_matched_when_no_other_choice_has_that_sum() {
        books.rangWithoutKey("A", "10.00")
                .rangWithoutKey("B", "4.00")
                .rangWithoutKey("C", "7.50")
                .session("closed", "1,2", "[7,'E']");
        books.order(1, "x", "u1", "14.00").order(2, "y", "u2", "7.50").entry(7, "posted", "21.50");

        assertThat(books.cases(LATER)).isEmpty();
        assertThat(books.reconciler.matched()).isEqualTo(3);
    }

    @Test
    void a_sum_with_two_solutions_proves_nothing() {
        // 14 is 10 + 4 and 8 + 6.
        books.rangWithoutKey("A", "10.00")
                .rangWithoutKey("B", "4.00")
                .rangWithoutKey("C", "8.00")
                .rangWithoutKey("D", "6.00")
                .session("closed", "1", "[7,'E']");
        books.order(1, "x", "u1", "14.00").entry(7, "posted", "14.00");

        assertThat(open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(BreakKind.UNEXPLAINED);
            assertThat(found.status()).isEqualTo(Status.SUGGESTED);
            assertThat(found.amounts()).isEqualTo(new ReconciliationCase.Amounts("28.00", "14.00", "-14.00", "GBP"));
        });
    }

    @Test
    void the_last_one_on_each_side_is_suggested_to_be_the_other_with_another_amount() {
        books.rangWithoutKey("A", "10.00").rangWithoutKey("B", "4.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "x", "u1", "10.00").order(2, "y", "u2", "5.00").entry(7, "posted", "15.00");

        assertThat(open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(BreakKind.AMOUNT_MISMATCH);
            assertThat(found.status()).isEqualTo(Status.SUGGESTED);
            assertThat(found.sales()).containsExactly("B");
        });
    }

    @Test
    void an_order_of_a_channel_whose_number_odoo_lost_is_found_by_amount_and_day() {
        books.ordered("W1", "20.00").unkeyedInvoice(5, "20.00").ordered("W2", "33.00");

        assertThat(books.cases(LATER)).containsExactly("MISMATCHED MISSING_IN_ODOO [W2]");
    }

    @Test
    void two_orders_of_one_amount_and_one_invoice_without_a_key_prove_nothing() {
        books.ordered("W1", "20.00").unkeyedInvoice(5, "20.00").ordered("W2", "20.00");

        assertThat(open()).hasSize(2).allSatisfy(found -> {
            assertThat(found.kind()).isEqualTo(BreakKind.MISSING_IN_ODOO);
            assertThat(found.status()).isEqualTo(Status.SUGGESTED);
            assertThat(found.facts()).containsEntry("alternatives", "1");
        });
    }

    @Test
    void orders_on_one_invoice_without_a_key_are_found_when_no_other_choice_has_that_sum() {
        books.ordered("W1", "20.00")
                .ordered("W2", "33.00")
                .ordered("W3", "1.75")
                .unkeyedInvoice(5, "53.00");

        assertThat(books.cases(LATER)).containsExactly("MISMATCHED MISSING_IN_ODOO [W3]");
    }

    private List<ReconciliationCase> open() {
        books.reconciler.judge(LATER);
        return List.copyOf(books.reconciler.open());
    }
}
