package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.state.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sale of a business day stands in Odoo's journal by ten o'clock of the next day, London time. */
class PostingsTest {
    private final Stored<Postings.Sale> stored = new Stored<>(Postings.Sale.class);
    private Postings postings = new Postings(FLOWS, stored.found());
    private final List<String> told = new ArrayList<>();

    @Test
    void a_receipt_whose_session_is_posted_in_time_is_counted_when_its_time_is_over() {
        // Given
        receipt(1, "paid", "2026-03-10 16:30:00", "2026-03-10 16:30:00");
        receipt(1, "done", "2026-03-10 16:30:00", "2026-03-10 22:05:00");
        read("2026-03-11 09:59:00");
        assertThat(told).as("before ten").isEmpty();

        // When
        read("2026-03-11 10:01:00");
        read("2026-03-11 12:00:00");

        // Then
        assertThat(told).containsExactly("odoo-postings posted kept 2026-03-11T10:00:00Z");
        assertThat(postings.size()).as("nothing is followed any more").isZero();
    }

    @Test
    void one_that_is_posted_too_late_or_never_breaks_the_objective() {
        // Given
        receipt(1, "paid", "2026-03-10 16:30:00", "2026-03-10 16:30:00");
        receipt(2, "paid", "2026-03-10 17:30:00", "2026-03-10 17:30:00");

        // When
        receipt(2, "done", "2026-03-10 17:30:00", "2026-03-11 10:00:01");

        // Then
        assertThat(told)
                .containsExactly(
                        "odoo-postings posted broken 2026-03-11T10:00:00Z",
                        "odoo-postings posted broken 2026-03-11T10:00:00Z");
    }

    @Test
    void a_reader_that_has_not_read_so_far_accuses_nobody() {
        receipt(1, "paid", "2026-03-10 16:30:00", "2026-03-10 16:30:00");

        postings.judge(this::tell);

        assertThat(told).isEmpty();
        assertThat(postings.size()).isOne();
    }

    @Test
    void a_later_edit_of_what_was_posted_in_time_changes_nothing() {
        receipt(1, "done", "2026-03-10 16:30:00", "2026-03-10 22:05:00");
        receipt(1, "done", "2026-03-10 16:30:00", "2026-03-11 10:30:00");

        assertThat(told).containsExactly("odoo-postings posted kept 2026-03-11T10:00:00Z");
    }

    @ParameterizedTest(name = "sold {0}: by {1}")
    @CsvSource({
        // The business day closes at three.
        "2026-03-11 02:59:00, 2026-03-11T10:00:00Z",
        "2026-03-11 03:00:00, 2026-03-12T10:00:00Z",
        // On the night of 29 March the clocks go forward, on that of 25 October back: ten stays ten.
        "2026-03-28 18:00:00, 2026-03-29T09:00:00Z",
        "2026-10-24 18:00:00, 2026-10-25T10:00:00Z"
    })
    void the_deadline_is_ten_by_the_wall_clock_after_the_business_day(String soldAt, Instant due) {
        receipt(1, "paid", soldAt, soldAt);

        read("2027-01-01 00:00:00");

        assertThat(told).containsExactly("odoo-postings posted broken " + due);
    }

    @Test
    void invoices_and_credit_notes_count_by_their_own_posting_and_other_entries_do_not() {
        // Given
        move(1, "out_invoice", "draft", "2026-03-10 16:00:00");
        move(2, "out_refund", "posted", "2026-03-10 16:00:00");
        move(3, "entry", "draft", "2026-03-10 16:00:00");
        move(4, "in_invoice", "draft", "2026-03-10 16:00:00");

        // When
        read("2026-03-11 10:01:00");

        // Then
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "odoo-postings posted broken 2026-03-11T10:00:00Z",
                        "odoo-postings posted kept 2026-03-11T10:00:00Z");
    }

    @Test
    void what_was_cancelled_deleted_or_is_first_seen_after_its_time_is_not_judged() {
        // Given
        receipt(1, "paid", "2026-03-10 16:30:00", "2026-03-10 16:30:00");
        receipt(1, "cancel", "2026-03-10 16:30:00", "2026-03-10 16:40:00");
        move(2, "out_invoice", "draft", "2026-03-10 16:50:00");
        see(new OdooDocument("account.move", 2, null, at("2026-03-10 17:00:00"), null));
        receipt(3, "draft", "2026-03-10 16:30:00", "2026-03-10 17:10:00");

        // When
        read("2026-03-11 10:01:00");
        receipt(4, "paid", "2026-03-01 12:00:00", "2026-03-11 11:00:00");
        read("2026-03-11 12:01:00");

        // Then
        assertThat(told).isEmpty();
        assertThat(postings.size()).isZero();
    }

    @Test
    void one_that_was_taken_back_and_comes_again_with_another_date_has_until_then() {
        // Given
        receipt(1, "paid", "2026-03-10 16:30:00", "2026-03-10 16:30:00");
        receipt(1, "cancel", "2026-03-10 16:30:00", "2026-03-10 17:00:00");
        receipt(1, "paid", "2026-03-11 05:00:00", "2026-03-11 05:00:00");

        // When, then
        read("2026-03-11 10:01:00");
        assertThat(told).isEmpty();
        read("2026-03-12 10:01:00");
        assertThat(told).containsExactly("odoo-postings posted broken 2026-03-12T10:00:00Z");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void each_sale_is_counted_once_in_whatever_order_its_versions_come_and_whatever_is_restarted(long seed) {
        // Given a hundred sales of one day, every seventh of which is posted at eleven
        Random chance = new Random(seed);
        List<Runnable> versions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int id = i;
            String postedAt = i % 7 == 0 ? "2026-03-11 11:00:00" : "2026-03-10 23:00:00";
            Runnable paid = () -> version(id, "paid", "2026-03-10 15:00:00", "2026-03-10 23:30:00");
            Runnable done = () -> version(id, "done", postedAt, "2026-03-10 23:30:00");
            versions.addAll(List.of(paid, done, done));
        }
        versions.addAll(Collections.nCopies(20, () -> postings = new Postings(FLOWS, stored.found())));
        Collections.shuffle(versions, chance);

        // When
        versions.forEach(Runnable::run);
        read("2026-03-11 10:01:00");

        // Then
        assertThat(told).hasSize(100);
        assertThat(told.stream().filter(one -> one.contains("broken")).count()).isEqualTo(15);
    }

    /** Read when it was written. */
    private void receipt(long id, String state, String soldAt, String writtenAt) {
        ObjectNode row = Json.mapper().createObjectNode().put("state", state).put("date_order", soldAt);
        see(new OdooDocument("pos.order", id, writtenAt, at(writtenAt), row));
    }

    private void version(long id, String state, String writtenAt, String readAt) {
        ObjectNode row = Json.mapper().createObjectNode().put("state", state).put("date_order", "2026-03-10 15:00:00");
        see(new OdooDocument("pos.order", id, writtenAt, at(readAt), row));
    }

    private void move(long id, String type, String state, String writtenAt) {
        ObjectNode row = Json.mapper()
                .createObjectNode()
                .put("state", state)
                .put("move_type", type)
                .put("date", "2026-03-10");
        see(new OdooDocument("account.move", id, writtenAt, at(writtenAt), row));
    }

    /** Something else, so that it is known how far Odoo was read. */
    private void read(String readAt) {
        see(new OdooDocument("res.partner", 1, null, at(readAt), null));
    }

    private void see(OdooDocument document) {
        postings.see(document);
        postings.judge(this::tell);
    }

    private void tell(String flow, String slo, boolean kept, @Nullable Instant at) {
        told.add(flow + " " + slo + " " + (kept ? "kept" : "broken") + " " + at);
    }

    private static Instant at(String text) {
        return Instant.parse(text.replace(' ', 'T') + "Z");
    }
}
