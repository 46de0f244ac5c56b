package io.tillwatch.reconciliation;

import static io.tillwatch.reconciliation.BooksFixture.NOON;
import static io.tillwatch.reconciliation.BooksFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final BooksFixture books = new BooksFixture();

    @Test
    void books_that_agree_make_no_case_and_every_sale_is_matched() {
        books.rang("A", "10.00").rang("B", "-4.50").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").order(2, "B", "uuid-B", "-4.50").entry(7, "posted", "5.50");

        assertThat(books.cases(NOON)).isEmpty();
        assertThat(books.reconciler.matched()).isEqualTo(2);
    }

    @Test
    void a_receipt_that_is_not_in_a_closed_session_is_missing() {
        books.rang("A", "10.00").rang("B", "4.00").session("closed", "1", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").entry(7, "posted", "10.00");

        assertThat(books.cases(NOON)).containsExactly("MISMATCHED MISSING_IN_ODOO [B]");
    }

    @Test
    void a_receipt_that_is_not_imported_yet_is_expected_while_the_session_is_open() {
        books.rang("A", "10.00").session("opened", "", "false");
        books.reconciler.tillOpened();

        assertThat(books.cases(NOON)).containsExactly("EXPECTED MISSING_IN_ODOO [A]");
    }

    @Test
    void half_a_reading_is_not_called_missing() {
        // Given a closed session whose second order has not been read, and whose entry has not either
        books.rang("A", "10.00").rang("B", "4.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00");

        assertThat(books.cases(NOON)).isEmpty();

        // When the rest is read
        books.order(2, "B", "uuid-B", "4.00").entry(7, "posted", "14.00");

        assertThat(books.cases(NOON)).isEmpty();
        assertThat(books.reconciler.matched()).isEqualTo(2);
    }

    @Test
    void a_receipt_under_another_identity_is_a_duplicate_order() {
        books.rang("A", "10.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00")
                .order(2, "A", "uuid-other", "10.00")
                .entry(7, "posted", "20.00");

        assertThat(books.cases(NOON)).containsExactly("MISMATCHED DUPLICATE_ORDER [A]");
    }

    @Test
    void an_order_that_no_till_rang_is_an_orphan_once_the_till_had_time_to_tell() {
        books.rang("A", "10.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").order(2, "X", "uuid-X", "3.00").entry(7, "posted", "13.00");

        assertThat(books.cases(NOON)).containsExactly("EXPECTED ORPHAN_POSTING []");
        assertThat(books.cases(NOON.plus(Duration.ofHours(3)))).containsExactly("MISMATCHED ORPHAN_POSTING []");
    }

    @Test
    void a_receipt_voided_at_the_till_is_not_missed() {
        books.rang("A", "10.00").rang("B", "4.00").session("closed", "1", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").entry(7, "posted", "10.00");
        books.reconciler.voided(SESSION, "B");

        assertThat(books.cases(NOON)).isEmpty();
    }

    @Test
    void an_edited_entry_is_told_with_the_difference_and_the_case_closes_when_it_is_mended() {
        books.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        books.entry(7, "posted", "8.75");

        List<ReconciliationCase> opened = books.reconciler.judge(NOON);

        assertThat(opened).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.ENTRY_ALTERED);
            assertThat(found.amounts()).isEqualTo(new ReconciliationCase.Amounts("10.00", "8.75", "-1.25", "GBP"));
        });

        // When
        books.entry(7, "posted", "10.00");
        List<ReconciliationCase> closed = books.reconciler.judge(NOON.plusSeconds(60));

        // Then the same case, a version later
        assertThat(closed).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(opened.get(0).id());
            assertThat(found.open()).isFalse();
            assertThat(found.version()).isEqualTo(2);
        });
    }

    @Test
    void an_entry_reset_to_draft_and_one_posted_twice_are_told() {
        books.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        books.entry(7, "draft", "10.00");
        assertThat(books.cases(NOON)).containsExactly("MISMATCHED DRAFT_POSTING []");

        books.entry(7, "posted", "10.00").entry(9, "posted", "10.00");
        assertThat(books.cases(NOON)).containsExactly("MISMATCHED DUPLICATE_POSTING []");
    }

    @Test
    void a_session_that_hangs_in_closing_is_told_when_its_time_is_over() {
        books.rang("A", "10.00").session("closing_control", "1", "false").order(1, "A", "uuid-A", "10.00");
        books.reconciler.tillClosed(SESSION, NOON);

        assertThat(books.cases(NOON.plus(Duration.ofHours(1)))).containsExactly("EXPECTED SESSION_STUCK_CLOSING []");
        assertThat(books.cases(NOON.plus(Duration.ofHours(3)))).containsExactly("MISMATCHED SESSION_STUCK_CLOSING []");
    }

    @Test
    void an_order_is_missing_only_after_its_import_is_due_and_not_at_all_when_it_was_cancelled() {
        books.ordered("W1", "20.00").ordered("W2", "30.00");
        books.reconciler.cancelled("W2");

        assertThat(books.cases(NOON.minus(Duration.ofMinutes(90)))).isEmpty();
        assertThat(books.cases(NOON)).containsExactly("MISMATCHED MISSING_IN_ODOO [W1]");
    }

    @Test
    void a_delivered_order_without_an_invoice_is_due_earlier_than_one_that_waits_for_goods() {
        books.ordered("W1", "20.00").saleOrder(1, "W1", "20.00", "", "full");
        books.ordered("W2", "30.00").saleOrder(2, "W2", "30.00", "", "pending");

        assertThat(books.cases(NOON)).isEmpty();
        assertThat(books.cases(NOON.plus(Duration.ofHours(12)))).containsExactly("MISMATCHED MISSING_INVOICE [W1]");
    }

    @Test
    void an_invoice_posted_twice_is_told_and_one_that_was_credited_and_replaced_is_not() {
        books.ordered("W1", "20.00").saleOrder(1, "W1", "20.00", "5", "full");
        books.invoice(5, "W1", "out_invoice", "posted", "20.00", "false");
        books.invoice(6, "W1", "out_invoice", "posted", "20.00", "false");
        assertThat(books.cases(NOON)).containsExactly("MISMATCHED DUPLICATE_POSTING [W1]");

        books.invoice(8, "Reversal of: INV/5", "out_refund", "posted", "20.00", "[5,'INV/5']");
        assertThat(books.cases(NOON)).isEmpty();
    }

    @Test
    void a_draft_that_was_deleted_leaves_an_order_without_an_invoice() {
        books.ordered("W1", "20.00").saleOrder(1, "W1", "20.00", "", "full");
        books.invoice(5, "W1", "out_invoice", "draft", "20.00", "false");
        assertThat(books.cases(NOON.plus(Duration.ofHours(12)))).containsExactly("MISMATCHED DRAFT_POSTING [W1]");

        books.gone("account.move", 5);
        assertThat(books.cases(NOON.plus(Duration.ofHours(13)))).containsExactly("MISMATCHED MISSING_INVOICE [W1]");
    }

    @Test
    void after_a_restart_only_what_differs_from_the_last_word_is_told() {
        // Given a case that was told
        books.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        books.entry(7, "posted", "8.75");
        List<ReconciliationCase> told = books.reconciler.judge(NOON);

        // When another process goes on with the same facts, once with the same and once with a mended entry
        BooksFixture same = new BooksFixture();
        same.reconciler.resume(told, null);
        same.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        same.entry(7, "posted", "8.75");
        BooksFixture mended = new BooksFixture();
        mended.reconciler.resume(told, null);
        mended.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        mended.entry(7, "posted", "10.00");

        // Then
        assertThat(same.reconciler.judge(NOON)).isEmpty();
        assertThat(mended.reconciler.judge(NOON)).singleElement().satisfies(closed -> {
            assertThat(closed.open()).isFalse();
            assertThat(closed.version()).isEqualTo(2);
        });
    }

    @Test
    void a_case_that_was_mended_and_is_broken_again_is_the_same_case_reopened() {
        books.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");
        books.entry(7, "posted", "8.75");
        String id = books.reconciler.judge(NOON).get(0).id();
        books.entry(7, "posted", "10.00");
        assertThat(books.reconciler.judge(NOON).get(0).open()).isFalse();

        books.entry(7, "posted", "8.00");

        assertThat(books.reconciler.judge(NOON)).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.open()).isTrue();
            assertThat(found.version()).isEqualTo(3);
        });
    }

    @Test
    void nothing_grows_old_while_odoo_cannot_be_read() {
        books.ordered("W1", "20.00");
        books.reconciler.unreadable(NOON.minus(Duration.ofMinutes(90)), NOON.plus(Duration.ofHours(8)));

        assertThat(books.cases(NOON.plus(Duration.ofHours(8)))).isEmpty();
        assertThat(books.reconciler.pending()).isEqualTo(1);
        assertThat(books.cases(NOON.plus(Duration.ofHours(9)))).containsExactly("MISMATCHED MISSING_IN_ODOO [W1]");
    }

    @Test
    void an_entry_that_somebody_may_not_see_is_not_called_missing() {
        books.rang("A", "10.00").session("closed", "1", "[7,'E']").order(1, "A", "uuid-A", "10.00");

        assertThat(books.cases(NOON.plus(Duration.ofDays(30)))).isEmpty();
        assertThat(books.reconciler.coverage().gaps())
                .extracting(Coverage.Gap::toString)
                .containsExactly("1 of 1 entries of closed sessions (account.move) were not read");
        assertThat(books.reconciler.coverage().isHalfBlind()).isTrue();
    }

    @Test
    void a_receipt_sent_twice_by_the_till_is_one_sale_and_its_second_order_is_too_many() {
        books.rang("A", "10.00").rangAs("A", "10.00", "uuid-0").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").order(2, "A", "uuid-0", "10.00").entry(7, "posted", "20.00");

        assertThat(books.cases(NOON)).containsExactly("MISMATCHED DUPLICATE_ORDER [A]");
        assertThat(books.reconciler.sales()).isEqualTo(1);
    }

    @Test
    void receipts_of_two_tills_with_one_number_are_two_cases() {
        books.rang("A", "10.00").rangElsewhere("A", "10.00");

        assertThat(books.cases(NOON.plus(Duration.ofDays(3))))
                .containsExactly("MISMATCHED MISSING_IN_ODOO [A]", "MISMATCHED MISSING_IN_ODOO [A]");
    }

    @Test
    void an_order_of_a_receipt_that_could_not_be_read_is_only_suggested_to_be_an_orphan_with_the_line_as_evidence() {
        books.rang("A", "10.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00")
                .order(2, "X9-1", "uuid-X9", "3.00")
                .entry(7, "posted", "13.00");
        books.reconciler.unread("line 17", "{\"source_id\": \"X9-1\", \"uuid\": \"uuid-X9\", \"amou");

        books.reconciler.judge(NOON.plus(Duration.ofDays(1)));

        assertThat(books.reconciler.open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.ORPHAN_POSTING);
            assertThat(found.status()).isEqualTo(ReconciliationCase.Status.SUGGESTED);
            assertThat(found.evidence()).containsExactly("line 17 could not be read and names it");
        });
    }

    @Test
    void an_altered_entry_names_the_receipt_that_accounts_for_the_difference() {
        books.rang("A", "10.00").rang("B", "4.50").session("closed", "1,2", "[7,'E']");
        books.order(1, "A", "uuid-A", "10.00").order(2, "B", "uuid-B", "4.50").entry(7, "posted", "10.00");

        books.reconciler.judge(NOON);

        assertThat(books.reconciler.open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.ENTRY_ALTERED);
            assertThat(found.facts()).containsEntry("accountedForBy", "B").containsEntry("alternatives", "1");
        });
    }
}
