package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code account.move}: a journal entry, an invoice or a credit note. */
record JournalEntry(
        long id,
        @Nullable String name,
        @Nullable String ref,
        @Nullable String origin,
        String type,
        String state,
        @Nullable LocalDate date,
        @Nullable Ref journal,
        @Nullable Ref partner,
        BigDecimal total,
        BigDecimal tax,
        @Nullable Ref currency,
        List<Long> sessions,
        List<Long> posOrders,
        @Nullable Ref reverses,
        boolean ofItsOwn,
        List<Long> lines,
        boolean linesTold,
        @Nullable Instant writtenAt) {

    static JournalEntry of(Row row) {
        String type = row.text("move_type");
        String state = row.text("state");
        boolean other = row.ref("statement_line_id") != null
                || row.ref("origin_payment_id") != null
                || row.ref("reversed_pos_order_id") != null;
        return new JournalEntry(
                row.id(),
                row.text("name"),
                row.text("ref"),
                row.text("invoice_origin"),
                type == null ? "" : type,
                state == null ? "" : state,
                row.date("date"),
                row.ref("journal_id"),
                row.ref("partner_id"),
                row.number("amount_total"),
                row.number("amount_tax"),
                row.ref("currency_id"),
                row.ids("pos_session_ids"),
                row.ids("pos_order_ids"),
                row.ref("reversed_entry_id"),
                !other,
                row.ids("line_ids"),
                row.has("line_ids"),
                row.instant("write_date"));
    }

    boolean posted() {
        return state.equals("posted");
    }

    boolean invoice() {
        return type.equals("out_invoice");
    }

    boolean creditNote() {
        return type.equals("out_refund");
    }

    /** A posted customer invoice that nothing ties to any sale. */
    boolean unkeyed() {
        return invoice() && posted() && refs().isEmpty() && origin == null && posOrders.isEmpty();
    }

    /** The references that it carries: a consolidated invoice joins several with commas. */
    List<String> refs() {
        return parts(ref);
    }

    /** The names of the orders that it was made of. */
    List<String> origins() {
        return parts(origin);
    }

    private static List<String> parts(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
