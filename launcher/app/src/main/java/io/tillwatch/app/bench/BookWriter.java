package io.tillwatch.app.bench;

import io.tillwatch.app.bench.Receipts.Break;
import io.tillwatch.app.bench.Receipts.SessionBreak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes sales and the export of the books that belongs to them, with breaks planted and told in a file of truth. The
 * same receipts and seed give the same bytes; what was written before is kept.
 */
final class BookWriter {
    private static final String DAY = "2026-03-10";
    private static final String COMPLETE = "complete";
    /** Goes into the directory's name: other files come under another one. */
    private static final int FORMAT = 1;

    private static final int BAD_LINES = 20;
    private static final long DUPLICATE_ORDERS_FROM = 1L << 40;
    private static final long ENTRIES_FROM = 1_000_000_000L;
    private static final long FURTHER_UUIDS_FROM = 1L << 41;

    private final Receipts receipts;
    private final Path directory;
    private long lineId = 1;

    private BookWriter(Receipts receipts, Path directory) {
        this.receipts = receipts;
        this.directory = directory;
    }

    static BookFiles write(long rows, long seed, Path below) throws IOException {
        Path directory = below.resolve("books-" + FORMAT + "-" + rows + "-" + seed);
        if (!Files.exists(directory.resolve(COMPLETE))) {
            clear(directory);
            Files.createDirectories(directory);
            BookWriter writer = new BookWriter(new Receipts(seed, rows), directory);
            writer.sales();
            writer.books();
            Files.createFile(directory.resolve(COMPLETE));
        }
        return BookFiles.in(directory, 2 * BAD_LINES);
    }

    private static void clear(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Line open(String name, String header) throws IOException {
        Line line = new Line(Files.newOutputStream(directory.resolve(name)));
        line.text(header).end();
        return line;
    }

    private void sales() throws IOException {
        long between = Math.max(1, receipts.count() / BAD_LINES);
        try (Line line = open(
                        "sales.csv", "uuid,ticket,session_id,ts_utc,currency,amount_total,amount_tax,method,store");
                Progress progress = Progress.of("writing sales", receipts.count())) {
            for (long receipt = 0; receipt < receipts.count(); receipt++) {
                if (receipts.broken(receipt) != Break.ORPHAN_POSTING) {
                    sale(line, receipt);
                    if (receipts.deliveredTwice(receipt)) {
                        sale(line, receipt);
                    }
                }
                if (receipt % between == between / 2 && receipt / between < BAD_LINES) {
                    badSale(line, receipt);
                }
                if (receipt % 100_000 == 0) {
                    progress.reached(receipt);
                }
            }
        }
    }

    private void sale(Line line, long receipt) throws IOException {
        long session = Receipts.session(receipt);
        line.uuid(receipts.uuidHigh(receipt), receipts.uuidLow(receipt))
                .numbered("T", receipt, 9)
                .session(session)
                .time(DAY, receipts.second(receipt))
                .text("EUR")
                .amount(receipts.total(receipt))
                .amount(receipts.tax(receipt))
                .text(receipts.cash(receipt) ? "cash" : "card")
                .numbered("Store ", session % 500, 3)
                .end();
    }

    /** A line that breaks off, or says what it cannot mean; the receipt itself is there as well. */
    private void badSale(Line line, long receipt) throws IOException {
        line.uuid(receipts.uuidHigh(receipt), receipts.uuidLow(receipt)).numbered("T", receipt, 9);
        switch ((int) (receipt % 4)) {
            case 0 -> line.text("Store").end();
            case 1 -> rest(line, DAY + " 10:00:00", "EUR", "12.3x");
            case 2 -> rest(line, DAY + " 25:00:00", "EUR", "12.30");
            default -> rest(line, DAY + " 10:00:00", "XXQ", "12.30");
        }
    }

    private static void rest(Line line, String time, String currency, String total) throws IOException {
        line.session(1)
                .text(time)
                .text(currency)
                .text(total)
                .text("1.00")
                .text("cash")
                .text("Store 001")
                .end();
    }

    private void books() throws IOException {
        long between = Math.max(1, receipts.sessions() / BAD_LINES);
        try (Line orders = open(
                        "pos_order.csv",
                        "id,uuid,pos_reference,state,session_id,date_order,amount_total,amount_tax,currency,tender,"
                                + "account_move");
                Line sessions = open("pos_session.csv", "id,name,state,move_id,start_at,stop_at,currency");
                Line entries = open("account_move.csv", "id,name,ref,state,move_type,date,journal_id");
                Line lines = open("account_move_line.csv", "id,move_id,name,display_type,account_type,balance");
                Line truth = open("truth.csv", "kind,key");
                Progress progress = Progress.of("writing books", receipts.sessions())) {
            long[] late = new long[2];
            long[] first = new long[2];
            for (long session = 1; session <= receipts.sessions(); session++) {
                long[] sums = late;
                late = new long[2];
                orders(session, orders, truth, sums, late);
                if (session == 1) {
                    // What the last session's receipts put into the first one is known only at the end.
                    first = sums;
                } else {
                    posted(session, sessions, entries, lines, truth, sums);
                }
                if (session % between == between / 2 && session / between < BAD_LINES) {
                    badOrder(orders, session);
                }
                if (session % 1000 == 0) {
                    progress.reached(session);
                }
            }
            first[0] += late[0];
            first[1] += late[1];
            posted(1, sessions, entries, lines, truth, first);
        }
    }

    /** @param sums total and tax of what the session's entry holds; what goes to the next session adds to the other */
    private void orders(long session, Line orders, Line truth, long[] sums, long[] next) throws IOException {
        long end = Math.min(receipts.count(), session * Receipts.IN_A_SESSION);
        for (long receipt = end - 1; receipt >= (session - 1) * Receipts.IN_A_SESSION; receipt--) {
            Break broken = receipts.broken(receipt);
            if (broken != null) {
                long key = broken == Break.ORPHAN_POSTING ? receipt + 1 : receipt;
                if (broken == Break.ORPHAN_POSTING) {
                    truth.text(broken.name()).number(key).end();
                } else {
                    truth.text(broken.name()).numbered("T", key, 9).end();
                }
            }
            if (broken == Break.MISSING_IN_ODOO) {
                continue;
            }
            long total = receipts.total(receipt)
                    + (broken == Break.AMOUNT_MISMATCH ? 250 : receipts.rounded(receipt) && broken == null ? 1 : 0);
            long tax = receipts.tax(receipt) + (broken == Break.TAX_MISMATCH ? 75 : 0);
            boolean cash = receipts.cash(receipt) ^ (broken == Break.TENDER_MISMATCH);
            boolean invoiced = broken == null && receipts.invoiced(receipt);
            String currency = broken == Break.CURRENCY_MISMATCH ? "USD" : "EUR";
            long in = broken == Break.WRONG_SESSION ? receipts.other(session) : session;
            order(orders, receipt + 1, receipt, receipt, in, total, tax, currency, cash, invoiced);
            long[] to = in == session ? sums : next;
            if (!invoiced) {
                to[0] += total;
                to[1] += tax;
            }
            if (broken == Break.DUPLICATE_ORDER) {
                order(
                        orders,
                        receipt + 1 + DUPLICATE_ORDERS_FROM,
                        receipt + FURTHER_UUIDS_FROM,
                        receipt,
                        session,
                        total,
                        tax,
                        currency,
                        cash,
                        false);
                sums[0] += total;
                sums[1] += tax;
            }
        }
    }

    private void order(
            Line line,
            long id,
            long uuid,
            long receipt,
            long session,
            long total,
            long tax,
            String currency,
            boolean cash,
            boolean invoiced)
            throws IOException {
        line.number(id)
                .uuid(receipts.uuidHigh(uuid), receipts.uuidLow(uuid))
                .numbered("T", receipt, 9)
                .text("done")
                .number(session)
                .time(DAY, receipts.second(receipt))
                .amount(total)
                .amount(tax)
                .text(currency)
                .text(cash ? "cash" : "bank");
        if (invoiced) {
            line.number(2 * ENTRIES_FROM + receipt);
        } else {
            line.nothing();
        }
        line.end();
    }

    private static void badOrder(Line line, long session) throws IOException {
        if (session % 2 == 0) {
            line.number(session).text("broken").end();
        } else {
            line.number(session)
                    .text("broken")
                    .text("T")
                    .text("done")
                    .number(session)
                    .text(DAY + " 10:00:00");
            line.text("1,2".replace(',', ';'))
                    .text("0")
                    .text("EUR")
                    .text("cash")
                    .nothing()
                    .end();
        }
    }

    private void posted(long session, Line sessions, Line entries, Line lines, Line truth, long[] sums)
            throws IOException {
        SessionBreak broken = receipts.sessionBreak(session);
        if (broken != null) {
            truth.text(broken.name()).number(session).end();
        }
        boolean open = broken == SessionBreak.SESSION_NOT_CLOSED;
        long entry = ENTRIES_FROM + session;
        sessions.number(session).session(session).text(open ? "opened" : "closed");
        if (open) {
            sessions.nothing();
        } else {
            sessions.number(entry);
        }
        sessions.time(DAY, 7 * 3600L);
        if (open) {
            sessions.nothing();
        } else {
            sessions.time(DAY, 20 * 3600L);
        }
        sessions.text("EUR").end();
        if (open) {
            return;
        }
        entries.number(entry)
                .numbered("POSS/2026/", session, 6)
                .session(session)
                .text("posted")
                .text("entry")
                .text(DAY)
                .number(8)
                .end();
        long altered = broken == SessionBreak.ENTRY_ALTERED ? 1_000 : 0;
        line(lines, entry, "Sales", "product", "income", sums[1] - sums[0] - altered);
        line(lines, entry, "VAT 20%", "tax", "liability_current", -sums[1]);
        line(lines, entry, "Receivable", "product", "asset_receivable", sums[0] + altered);
    }

    private void line(Line line, long entry, String name, String displayType, String accountType, long cents)
            throws IOException {
        line.number(lineId++)
                .number(entry)
                .text(name)
                .text(displayType)
                .text(accountType)
                .amount(cents)
                .end();
    }

    /** The planted breaks, {@code KIND,key}, in order. */
    static List<String> truth(BookFiles files) throws IOException {
        try (Stream<String> lines = Files.lines(files.truth())) {
            return lines.skip(1).sorted().toList();
        }
    }
}
