package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Agreement;
import io.tillwatch.reconciliation.Means;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks a receipt or an order and packs it. Not thread-safe. */
final class RowPacker implements Packer {
    private static final byte[] CASH = Text.word("cash");
    private static final byte[] DONE = Text.word("done");

    private static final int DATE_LENGTH = 11;
    private static final int DATE_TAIL = 3;
    private static final int TIME_LENGTH = 19;

    private static final int UUID = 0;
    private static final int TICKET = 1;
    private static final int SESSION = 2;
    /** A receipt's time, an order's state. */
    private static final int TIME_OR_STATE = 3;

    private static final int CURRENCY = 4;
    private static final int TOTAL = 5;
    private static final int TAX = 6;
    private static final int MEANS = 7;
    private static final int INVOICE = 8;
    private static final int REVERSALS = 9;
    private static final int METHOD = 13;
    private static final int TAXES = 14;
    private static final long DAY_SECONDS = 86_400;

    private final FileKind kind;
    private final Columns columns;
    private final Currencies currencies = new Currencies();
    private final Sums sums = new Sums();
    private long day;
    private long lastSession;
    private long lastDay = Long.MIN_VALUE;
    private long dateHead;
    private long dateTail;
    private byte[] lastTender = new byte[0];
    private int lastMeans;

    RowPacker(FileKind kind, Columns columns) {
        this.kind = kind;
        this.columns = columns;
    }

    @Override
    public @Nullable String pack(CsvLines line, byte[] rows, int at) {
        byte[] bytes = line.bytes();
        int session = columns.at(SESSION);
        if (line.start(session) == line.end(session)) {
            return "session_id is missing";
        }
        int ticket = columns.at(TICKET);
        boolean sale = kind == FileKind.SALES;
        if (sale && line.start(ticket) == line.end(ticket)) {
            return "ticket is missing";
        }
        int money = columns.at(CURRENCY);
        int currency = Currencies.code(bytes, line.start(money), line.end(money));
        int digits = currencies.digits(currency);
        if (digits == Currencies.NONE) {
            return "currency is no ISO 4217 code";
        }
        long total = amount(line, columns.at(TOTAL), digits);
        if (total == Text.NONE) {
            return "amount_total is missing or no number";
        }
        int taxField = columns.at(TAX);
        boolean taxTold = taxField >= 0 && line.start(taxField) < line.end(taxField);
        long tax = taxTold ? amount(line, taxField, digits) : PackedRow.UNKNOWN;
        if (taxTold && tax == Text.NONE) {
            return "amount_tax is no number";
        }
        int other = columns.at(TIME_OR_STATE);
        int flags;
        if (sale) {
            if (!isTime(bytes, line.start(other), line.end(other))) {
                return "ts_utc is not a time such as 2026-03-10 08:15:00";
            }
            flags = 0;
        } else {
            flags = orderFlags(line, other);
        }
        int uuid = columns.at(UUID);
        boolean key = Text.uuid(bytes, line.start(uuid), line.end(uuid), rows, at);
        PackedRow.putLong(rows, at + PackedRow.TOTAL, total);
        PackedRow.putLong(rows, at + PackedRow.TAX, tax);
        long sessionKey = Text.key(bytes, line.start(session), line.end(session));
        PackedRow.putLong(rows, at + PackedRow.SESSION, sessionKey);
        if (sale) {
            soldOn(sessionKey);
        } else if ((flags & PackedRow.SUSPECT) == 0) {
            String problem = parts(line, sessionKey, total, (flags & PackedRow.IN_ENTRY) != 0, digits);
            if (problem != null) {
                return problem;
            }
        }
        PackedRow.putInt(
                rows, at + PackedRow.TICKET, (int) (Text.hash(bytes, line.start(ticket), line.end(ticket)) >>> 32));
        int codes = currency << 8 | flags | means(line) | (key ? 0 : PackedRow.SUSPECT);
        PackedRow.putInt(rows, at + PackedRow.CODES, codes);
        return null;
    }

    @Override
    public Sums sums() {
        return sums;
    }

    private void soldOn(long session) {
        if (session != lastSession || day != lastDay) {
            sums.add(Sums.SOLD_ON, session, day, 0, 0);
            lastSession = session;
            lastDay = day;
        }
    }

    private static long millionths(long minor, int digits) {
        return Math.multiplyExact(minor, Sessions.unit(digits));
    }

    /** The payment method and the taxes of an order, where the file tells them. */
    private @Nullable String parts(CsvLines line, long session, long total, boolean inEntry, int digits) {
        int method = columns.at(METHOD);
        if (told(line, method)) {
            long hash = Text.hash(line.bytes(), line.start(method), line.end(method));
            sums.add(Sums.PAID_BY, session, hash, 0, millionths(total, digits));
        }
        int taxes = columns.at(TAXES);
        if (!inEntry || !told(line, taxes)) {
            return null;
        }
        byte[] bytes = line.bytes();
        int end = line.end(taxes);
        for (int at = line.start(taxes); at < end; ) {
            int colon = Text.find(bytes, at, end, ':');
            int next = Text.find(bytes, at, end, ';');
            long id = colon < next ? Text.id(bytes, at, colon) : Text.NONE;
            long amount = id > 0 ? Text.decimal(bytes, colon + 1, next, digits) : Text.NONE;
            if (amount == Text.NONE) {
                return "taxes is not such as 3:1.20;5:0.40";
            }
            sums.add(Sums.TAXED, session, id, 0, millionths(amount, digits));
            at = next + 1;
        }
        return null;
    }

    /** Most lines are of the day of the line before, and its date need not be looked at twice. */
    private boolean isTime(byte[] bytes, int start, int end) {
        long head = PackedRow.getLong(bytes, start);
        long tail = PackedRow.getLong(bytes, start + DATE_TAIL);
        if (head == dateHead && tail == dateTail && end - start == TIME_LENGTH) {
            return Text.isTimeOfDay(bytes, start + DATE_LENGTH);
        }
        long time = Text.time(bytes, start, end);
        boolean valid = time != Text.NONE;
        if (valid) {
            day = Math.floorDiv(time, DAY_SECONDS);
            dateHead = head;
            dateTail = tail;
        }
        return valid;
    }

    private int orderFlags(CsvLines line, int state) {
        byte[] bytes = line.bytes();
        boolean counts = Text.is(bytes, line.start(state), line.end(state), DONE) || Agreement.counts(line.text(state));
        if (!counts) {
            return PackedRow.SUSPECT;
        }
        boolean held = Agreement.inSessionEntry(told(line, columns.at(INVOICE)), told(line, columns.at(REVERSALS)));
        return held ? PackedRow.IN_ENTRY : 0;
    }

    private static boolean told(CsvLines line, int field) {
        return field >= 0 && line.start(field) < line.end(field);
    }

    private int means(CsvLines line) {
        int field = columns.at(MEANS);
        if (!told(line, field)) {
            return 0;
        }
        int start = line.start(field);
        int end = line.end(field);
        if (lastMeans != 0 && Arrays.equals(line.bytes(), start, end, lastTender, 0, lastTender.length)) {
            return lastMeans;
        }
        if (Text.is(line.bytes(), start, end, CASH)) {
            return PackedRow.CASH;
        }
        lastTender = Arrays.copyOfRange(line.bytes(), start, end);
        lastMeans = code(Means.of(line.text(field)));
        return lastMeans;
    }

    private static int code(@Nullable Means means) {
        if (means == null) {
            return 0;
        }
        return switch (means) {
            case CASH -> PackedRow.CASH;
            case BANK -> PackedRow.BANK;
            case PAY_LATER -> PackedRow.PAY_LATER;
        };
    }

    private static long amount(CsvLines line, int field, int digits) {
        long minor = Text.decimal(line.bytes(), line.start(field), line.end(field), digits);
        return minor == Text.NONE ? rounded(line.text(field), digits) : minor;
    }

    /** Odoo's floats carry tails such as 984.4000000000001. */
    private static long rounded(String text, int digits) {
        try {
            return new BigDecimal(text)
                    .setScale(digits, RoundingMode.HALF_UP)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return Text.NONE;
        }
    }
}
