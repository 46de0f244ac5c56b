package io.tillwatch.reconciliation.bulk;

import java.util.List;
import java.util.Set;

/** What a file holds, and which of its columns are read. Others may be there; order does not matter. */
enum FileKind {
    /** Receipts as a retailer hands them in. */
    SALES(
            0,
            Set.of("uuid", "ticket", "session_id", "ts_utc", "currency", "amount_total"),
            List.of(
                    "uuid",
                    "ticket",
                    "session_id",
                    "ts_utc",
                    "currency",
                    "amount_total",
                    "amount_tax",
                    "method",
                    "source_id",
                    "channel",
                    "store")),
    /**
     * {@code pos.order}, one line an order; {@code currency} is the ISO code, {@code tender} cash or bank,
     * {@code payment_method} its name, {@code taxes} such as {@code 3:1.20;5:0.40}, a tax's id and its amount.
     */
    ORDERS(
            1,
            Set.of("uuid", "pos_reference", "session_id", "state", "currency", "amount_total", "id"),
            List.of(
                    "uuid",
                    "pos_reference",
                    "session_id",
                    "state",
                    "currency",
                    "amount_total",
                    "amount_tax",
                    "tender",
                    "account_move",
                    "reversed_move_ids",
                    "id",
                    "name",
                    "date_order",
                    "payment_method",
                    "taxes")),
    /** {@code pos.session}. */
    SESSIONS(
            2,
            Set.of("id", "name", "state", "move_id"),
            List.of("id", "name", "state", "move_id", "write_date", "start_at", "stop_at", "config_id", "currency")),
    /** {@code account.move}. */
    ENTRIES(
            3,
            Set.of("id", "ref", "state", "move_type"),
            List.of(
                    "id",
                    "ref",
                    "state",
                    "move_type",
                    "write_date",
                    "reversed_entry_id",
                    "statement_line_id",
                    "origin_payment_id",
                    "reversed_pos_order_id",
                    "name",
                    "date",
                    "journal_id",
                    "currency")),
    /** {@code account.move.line}. */
    LINES(
            4,
            Set.of("id", "move_id", "display_type", "account_type", "name", "balance"),
            List.of("move_id", "display_type", "account_type", "name", "balance", "id", "tax_line_id")),
    /** No file: what one came to, handed on behind its rows. */
    SUMS(5, Set.of(), List.of());

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // never changes: made by Set.of
    private final Set<String> required;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> columns;

    FileKind(int code, Set<String> required, List<String> columns) {
        this.code = code;
        this.required = required;
        this.columns = columns;
    }

    /** Stands in blocks. */
    int code() {
        return code;
    }

    static FileKind of(int code) {
        return switch (code) {
            case 0 -> SALES;
            case 1 -> ORDERS;
            case 2 -> SESSIONS;
            case 3 -> ENTRIES;
            case 4 -> LINES;
            case 5 -> SUMS;
            default -> throw new IllegalArgumentException("no kind of file: " + code);
        };
    }

    /** Without these no line can be read. */
    Set<String> required() {
        return required;
    }

    /** All that are read, in the order in which packers ask for them. */
    List<String> columns() {
        return columns;
    }
}
