package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Agreement;
import org.jspecify.annotations.Nullable;

/** Checks a session, an entry or a line of an entry and packs it. Not thread-safe. */
final class BookPacker implements Packer {
    private static final int MILLIONTHS = 6;
    private static final int WRITTEN = 4;
    private static final int FIRST_LINK = 5;
    private static final int LINKS = 4;
    private static final int NAME = 3;
    private static final int TAX = 6;
    private static final int DATE = 10;
    private static final String RECEIVABLE = "payment_term";
    private static final byte[] DASH = Text.word(" - ");

    private final FileKind kind;
    private final Columns columns;
    private final Sums sums = new Sums();

    BookPacker(FileKind kind, Columns columns) {
        this.kind = kind;
        this.columns = columns;
    }

    @Override
    public Sums sums() {
        return sums;
    }

    @Override
    public @Nullable String pack(CsvLines line, byte[] rows, int at) {
        long id = id(line, 0);
        if (id <= 0) {
            return (kind == FileKind.LINES ? "move_id" : "id") + " is missing or no number";
        }
        PackedRow.putLong(rows, at + PackedRow.ID, id);
        return switch (kind) {
            case SESSIONS -> session(line, rows, at);
            case ENTRIES -> entry(line, rows, at);
            default -> line(line, rows, at);
        };
    }

    private @Nullable String session(CsvLines line, byte[] rows, int at) {
        long entry = id(line, 3);
        if (entry == Text.NONE) {
            return "move_id is no number";
        }
        PackedRow.putLong(rows, at + PackedRow.NAME, key(line, 1));
        PackedRow.putLong(rows, at + PackedRow.ENTRY, entry);
        PackedRow.putInt(rows, at + PackedRow.CODES, line.text(columns.at(2)).equals("closed") ? PackedRow.CLOSED : 0);
        return written(line, rows, at);
    }

    private @Nullable String entry(CsvLines line, byte[] rows, int at) {
        boolean plain = text(line, 2).equals("posted") && text(line, 3).equals("entry");
        for (int link = FIRST_LINK; link < FIRST_LINK + LINKS; link++) {
            plain &= columns.at(link) < 0 || text(line, link).isEmpty();
        }
        long reverses = columns.at(FIRST_LINK) < 0 ? 0 : id(line, FIRST_LINK);
        if (reverses == Text.NONE) {
            return "reversed_entry_id is no number";
        }
        int date = columns.at(DATE);
        boolean dated = date >= 0 && line.start(date) < line.end(date);
        long day = dated ? Text.date(line.bytes(), line.start(date), line.end(date)) : PackedRow.UNKNOWN;
        if (dated && day == Text.NONE) {
            return "date is not a date such as 2026-03-10";
        }
        PackedRow.putLong(rows, at + PackedRow.DATED, day);
        PackedRow.putLong(rows, at + PackedRow.NAME, key(line, 1));
        PackedRow.putLong(rows, at + PackedRow.REVERSES, reverses);
        PackedRow.putInt(rows, at + PackedRow.CODES, plain ? PackedRow.PLAIN_POSTING : 0);
        return written(line, rows, at);
    }

    private @Nullable String line(CsvLines line, byte[] rows, int at) {
        int balance = columns.at(4);
        long millionths = Text.decimal(line.bytes(), line.start(balance), line.end(balance), MILLIONTHS);
        if (millionths == Text.NONE) {
            return "balance is missing or no number";
        }
        String displayType = text(line, 1);
        String name = text(line, 3);
        int flags = Agreement.taxLine(displayType) ? PackedRow.TAX_LINE : 0;
        flags |= Agreement.incomeLine(displayType, text(line, 2), name) ? PackedRow.INCOME_LINE : 0;
        flags |= Agreement.cashRoundingLine(name) ? PackedRow.ROUNDING_LINE : 0;
        flags |= Agreement.closingDifferenceLine(name) ? PackedRow.CLOSING_LINE : 0;
        PackedRow.putLong(rows, at + PackedRow.BALANCE, millionths);
        PackedRow.putLong(rows, at + PackedRow.SAYS, says(line, millionths));
        parts(line, id(line, 0), displayType, millionths);
        PackedRow.putInt(rows, at + PackedRow.CODES, flags);
        return null;
    }

    private long says(CsvLines line, long millionths) {
        byte[] bytes = line.bytes();
        int name = columns.at(NAME);
        int type = columns.at(1);
        long said = Text.hash(bytes, line.start(name), line.end(name));
        // Floats have tails: four decimals are what is said.
        long balance = (millionths + (millionths < 0 ? -50 : 50)) / 100;
        return Text.mix(said ^ Text.mix(Text.hash(bytes, line.start(type), line.end(type)) + balance));
    }

    /** What the line expects from a payment method, and which tax it is. */
    private void parts(CsvLines line, long entry, String displayType, long millionths) {
        int tax = columns.at(TAX);
        if (Agreement.taxLine(displayType)) {
            long id = tax < 0 ? 0 : id(line, TAX);
            boolean told = id > 0;
            sums.add(told ? Sums.TAX_LINE : Sums.UNTOLD_TAX, entry, told ? id : 0, 0, told ? millionths : 0);
        } else if (displayType.equals(RECEIVABLE)) {
            owed(line.bytes(), line.start(columns.at(NAME)), line.end(columns.at(NAME)), entry, millionths);
        }
    }

    /** Such as {@code Store 01/00012 - Cash}; either part may have dashes of its own. */
    private void owed(byte[] bytes, int start, int end, long entry, long millionths) {
        for (int at = start + 1; at + DASH.length < end; at++) {
            if (Text.is(bytes, at, at + DASH.length, DASH)) {
                long session = Text.key(bytes, start, at);
                long method = Text.hash(bytes, at + DASH.length, end);
                sums.add(Sums.OWED_BY, entry, method, session, millionths);
            }
        }
    }

    private @Nullable String written(CsvLines line, byte[] rows, int at) {
        int field = columns.at(WRITTEN);
        long seconds = 0;
        if (field >= 0 && line.start(field) < line.end(field)) {
            seconds = Text.time(line.bytes(), line.start(field), line.end(field));
            if (seconds == Text.NONE) {
                return "write_date is not a time such as 2026-03-10 08:15:00";
            }
        }
        PackedRow.putLong(rows, at + PackedRow.WRITTEN, seconds);
        return null;
    }

    private long id(CsvLines line, int column) {
        int field = columns.at(column);
        return Text.id(line.bytes(), line.start(field), line.end(field));
    }

    private long key(CsvLines line, int column) {
        int field = columns.at(column);
        int start = line.start(field);
        int end = line.end(field);
        return start == end ? 0 : Text.key(line.bytes(), start, end);
    }

    private String text(CsvLines line, int column) {
        return line.text(columns.at(column));
    }
}
