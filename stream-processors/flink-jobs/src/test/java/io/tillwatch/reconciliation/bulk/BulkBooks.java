package io.tillwatch.reconciliation.bulk;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** A small retailer in CSV files, with whatever can go wrong gone wrong somewhere, drawn by chance. */
final class BulkBooks {
    static final String SALES = "source_id,store,session_id,ticket,uuid,ts_utc,currency,amount_total,amount_tax,method";
    static final String ORDERS =
            "id,name,uuid,pos_reference,state,session_id,date_order,amount_total,amount_tax,currency,"
                    + "tender,account_move,reversed_move_ids,payment_method,taxes";
    static final String SESSIONS = "id,name,state,move_id,start_at,stop_at,write_date";
    static final String ENTRIES = "id,name,ref,state,move_type,date,journal_id,reversed_entry_id,write_date";
    static final String LINES = "id,move_id,name,display_type,account_type,balance,tax_line_id";

    /** By means of payment: cash, bank, on account. */
    private static final List<String> METHODS = List.of("Cash - S01", "Card", "Account");

    final List<String> sales = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<String> sessions = new ArrayList<>();
    final List<String> entries = new ArrayList<>();
    final List<String> lines = new ArrayList<>();

    private final Random random;
    private int ids = 1000;
    private int tickets;

    private BulkBooks(Random random) {
        this.random = random;
    }

    /** What an order adds to its session's entry. */
    private record Held(BigDecimal total, BigDecimal tax, String method, boolean inEntry) {
        /** Half of the tax is one tax, the rest another. */
        BigDecimal firstTax() {
            return BulkBooks.firstTax(tax);
        }
    }

    private static BigDecimal firstTax(BigDecimal tax) {
        return tax.divide(BigDecimal.valueOf(2), 2, RoundingMode.DOWN);
    }

    static BulkBooks broken(long seed, int count) {
        BulkBooks books = new BulkBooks(new Random(seed));
        for (int session = 1; session <= count; session++) {
            books.session(session, count, 0.15, 0.3);
        }
        Collections.shuffle(books.orders, books.random);
        Collections.shuffle(books.lines, books.random);
        return books;
    }

    static BulkBooks clean(long seed, int count) {
        BulkBooks books = new BulkBooks(new Random(seed));
        for (int session = 1; session <= count; session++) {
            books.session(session, count, 0, 0);
        }
        return books;
    }

    private void session(int id, int sessionCount, double receiptBreaks, double sessionBreaks) {
        String name = name(id);
        List<Held> held = new ArrayList<>();
        int receipts = 1 + random.nextInt(12);
        for (int i = 0; i < receipts; i++) {
            receipt(id, sessionCount, random.nextDouble() < receiptBreaks ? 1 + random.nextInt(16) : 0, held);
        }
        BigDecimal gross =
                held.stream().filter(Held::inEntry).map(Held::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tax = held.stream().filter(Held::inEntry).map(Held::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        int move = ids++;
        int broken = random.nextDouble() < sessionBreaks ? 1 + random.nextInt(15) : 0;
        String state = broken == 1 ? "opened" : broken == 2 ? "closing_control" : "closed";
        boolean posted = state.equals("closed") && broken != 3;
        sessions.add(join(
                id,
                name,
                state,
                posted && broken != 9 ? move : "",
                "2026-03-10 08:00:00",
                state.equals("closed") ? "2026-03-10 20:00:00" : "",
                "2026-03-10 20:00:05"));
        if (!posted) {
            return;
        }
        entries.add(join(
                move,
                "POSS/" + move,
                name,
                broken == 4 ? "draft" : "posted",
                "entry",
                broken == 12 ? "2026-04-20" : "2026-03-10",
                8,
                "",
                "2026-03-10 20:00:05"));
        int first = lines.size();
        BigDecimal altered = broken == 5 ? new BigDecimal("7.00") : BigDecimal.ZERO;
        BigDecimal told = broken == 6 ? new BigDecimal("0.01") : BigDecimal.ZERO;
        BigDecimal silent = broken == 7 ? new BigDecimal("0.01") : BigDecimal.ZERO;
        BigDecimal moved = broken == 8 ? new BigDecimal("25.00") : BigDecimal.ZERO;
        BigDecimal income =
                gross.subtract(tax).add(altered).add(told).add(silent).subtract(moved);
        line(move, "Sales", "product", "income", income.negate());
        BigDecimal one =
                held.stream().filter(Held::inEntry).map(Held::firstTax).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal shifted = broken == 13 ? new BigDecimal("3.00") : BigDecimal.ZERO;
        tax(move, 1, one.add(shifted));
        tax(move, 2, tax.subtract(one).add(moved).subtract(shifted));
        payments(move, name, held, broken == 14 ? new BigDecimal("4.00") : BigDecimal.ZERO);
        if (broken == 15) {
            copy(first);
        }
        if (broken == 6) {
            line(move, "Difference at closing PoS session", "product", "expense", told);
        }
        if (broken == 7) {
            line(move, "Rounding line", "product", "income", new BigDecimal("0.01"));
        }
        if (broken == 10) {
            int copy = ids++;
            entries.add(join(copy, "POSS/" + copy, name, "posted", "entry", "2026-03-10", 8, "", ""));
            line(copy, "Sales", "product", "income", gross.negate());
        }
        if (broken == 11) {
            int reversal = ids++;
            entries.add(join(reversal, "POSS/" + reversal, "Reversal", "posted", "entry", "2026-03-11", 8, move, ""));
        }
    }

    /** @param moved from one method to another */
    private void payments(int move, String session, List<Held> held, BigDecimal moved) {
        for (String method : METHODS) {
            BigDecimal paid = held.stream()
                    .filter(order -> order.inEntry() && order.method().equals(method))
                    .map(Held::total)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal more = method.equals(METHODS.get(0))
                    ? moved
                    : method.equals(METHODS.get(1)) ? moved.negate() : BigDecimal.ZERO;
            line(move, session + " - " + method, "payment_term", "asset_receivable", paid.add(more));
        }
    }

    /** An entry with the same lines, which has lost what it refers to. */
    private void copy(int firstLine) {
        int copy = ids++;
        entries.add(join(copy, "POSS/" + copy, "", "posted", "entry", "2026-03-10", 8, "", ""));
        for (String line : List.copyOf(lines.subList(firstLine, lines.size()))) {
            String[] fields = line.split(",", -1);
            fields[0] = Integer.toString(ids++);
            fields[1] = Integer.toString(copy);
            lines.add(String.join(",", fields));
        }
    }

    private void receipt(int session, int sessionCount, int broken, List<Held> held) {
        String ticket = "T" + tickets++;
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        BigDecimal tax = BigDecimal.valueOf(random.nextInt(2_000), 2);
        BigDecimal total = tax.multiply(BigDecimal.valueOf(6)).add(BigDecimal.valueOf(random.nextInt(100), 2));
        String sessionText = random.nextInt(4) == 0 ? Integer.toString(session) : name(session);
        // Tills spell as they like, and some words say nothing certain.
        String tender =
                List.of("cash", "card", "Cash", "CARD", "account", "voucher").get(random.nextInt(6));
        BigDecimal saleTotal = switch (broken) {
            case 1 -> total.add(new BigDecimal("5.00"));
            case 2 -> total.add(new BigDecimal("0.01"));
            default -> total;
        };
        String saleUuid = broken == 3 ? uuid.toUpperCase(Locale.ROOT) : broken == 4 ? "" : uuid;
        String sale = join(
                ticket,
                "store-1",
                broken == 5 ? "Store 99/1" : sessionText,
                ticket,
                saleUuid,
                "2026-03-10 1" + random.nextInt(9) + ":15:00",
                broken == 6 ? "EUR" : "GBP",
                saleTotal.toPlainString(),
                broken == 7 ? "" : broken == 8 ? tax.add(new BigDecimal("0.20")).toPlainString() : tax.toPlainString(),
                broken == 9 ? List.of("cash", "Card", "account", "voucher").get(random.nextInt(4)) : tender);
        if (broken != 10) {
            sales.add(sale);
        }
        if (broken == 11) {
            sales.add(sale);
        }
        if (broken == 12) {
            return;
        }
        boolean invoiced = random.nextInt(20) == 0;
        int in = broken == 13 ? 1 + random.nextInt(sessionCount) : session;
        String state = broken == 14 ? "draft" : "done";
        String means = switch (tender) {
            case "cash", "Cash" -> "cash";
            case "account" -> "pay_later";
            default -> "bank";
        };
        order(uuid, ticket, state, in, total, tax, means, invoiced);
        String method = method(means);
        held.add(new Held(total, tax, method, in == session && state.equals("done") && !invoiced));
        if (broken == 15 || broken == 16) {
            String other = broken == 15 ? new UUID(random.nextLong(), random.nextLong()).toString() : uuid;
            order(other, ticket, "done", session, total, tax, means, false);
            held.add(new Held(total, tax, method, true));
        }
    }

    private void order(
            String uuid,
            String ticket,
            String state,
            int session,
            BigDecimal total,
            BigDecimal tax,
            String means,
            boolean invoiced) {
        int id = ids++;
        orders.add(join(
                id,
                "Order " + id,
                uuid,
                ticket,
                state,
                session,
                "2026-03-10 10:00:00",
                total.toPlainString(),
                tax.toPlainString(),
                "GBP",
                means,
                invoiced ? ids++ : "",
                "",
                method(means),
                "1:" + firstTax(tax).toPlainString() + ";2:"
                        + tax.subtract(firstTax(tax)).toPlainString()));
    }

    private static String method(String means) {
        return METHODS.get(List.of("cash", "bank", "pay_later").indexOf(means));
    }

    private void tax(int move, int which, BigDecimal amount) {
        lines.add(join(
                ids++,
                move,
                "VAT " + which,
                "tax",
                "liability_current",
                amount.negate().toPlainString(),
                which));
    }

    private void line(int move, String name, String displayType, String accountType, BigDecimal balance) {
        lines.add(join(ids++, move, name, displayType, accountType, balance.toPlainString(), ""));
    }

    private static String name(int session) {
        return String.format(Locale.ROOT, "Store 01/%05d", session);
    }

    private static String join(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field));
        }
        return String.join(",", texts);
    }

    BulkFiles write(Path directory) throws IOException {
        write(directory.resolve("sales.csv"), SALES, sales);
        write(directory.resolve("pos_order.csv"), ORDERS, orders);
        write(directory.resolve("pos_session.csv"), SESSIONS, sessions);
        write(directory.resolve("account_move.csv"), ENTRIES, entries);
        write(directory.resolve("account_move_line.csv"), LINES, lines);
        return BulkFiles.of(List.of(directory.resolve("sales.csv")), directory);
    }

    private static void write(Path file, String header, List<String> lines) throws IOException {
        Files.writeString(file, header + "\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }
}
