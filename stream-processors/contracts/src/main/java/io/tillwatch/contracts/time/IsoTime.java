package io.tillwatch.contracts.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 times as events carry them, read and written without a formatter: it took a tenth of the time of an event.
 * What is not in the usual form goes to the formatter, so nothing is read or refused differently. Stateless,
 * thread-safe.
 */
public final class IsoTime {
    private static final int SECONDS_END = 19;
    private static final int OFFSET_LENGTH = 6;
    private static final int MOST_DIGITS = 9;
    private static final int LONGEST = 30;
    private static final int DAY_LENGTH = 11;
    private static final int SECONDS_A_DAY = 86_400;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** Times mostly come day by day. Whoever sees an older one computes it anew. */
    private static volatile Day lastDay = new Day(Long.MIN_VALUE, new byte[0]);

    private IsoTime() {}

    /** @throws DateTimeException when it is no time with an offset */
    public static OffsetDateTime parse(String text) {
        int offset = usual(text) ? offsetAt(text) : -1;
        return offset < 0 ? OffsetDateTime.parse(text) : read(text, offset);
    }

    /** The moment of a time in the usual form; null for every other, which a formatter may know or refuse. */
    public static @Nullable Instant instant(String text) {
        int offset = usual(text) ? offsetAt(text) : -1;
        try {
            return offset < 0 ? null : read(text, offset).toInstant();
        } catch (DateTimeException unusual) {
            // The formatter of instants knows an hour 24, and a second 60.
            return null;
        }
    }

    private static OffsetDateTime read(String text, int offset) {
        return OffsetDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, SECONDS_END),
                nanos(text, offset),
                offset(text, offset));
    }

    /** A day as it stands before the time. */
    private static final class Day {
        private final long epochDay;
        private final byte[] text;

        Day(long epochDay, byte[] text) {
            this.epochDay = epochDay;
            this.text = text;
        }
    }

    private static byte[] day(long epochDay) {
        Day known = lastDay;
        if (known.epochDay != epochDay) {
            LocalDate date = LocalDate.ofEpochDay(epochDay);
            byte[] text = new byte[DAY_LENGTH];
            int at = put(text, 0, date.getYear(), 4, '-');
            at = put(text, at, date.getMonthValue(), 2, '-');
            put(text, at, date.getDayOfMonth(), 2, 'T');
            known = new Day(epochDay, text);
            lastDay = known;
        }
        return known.text;
    }

    /** As {@link Instant#toString} writes it. */
    public static String format(Instant instant) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            return instant.toString();
        }
        long seconds = instant.getEpochSecond();
        int second = (int) Math.floorMod(seconds, (long) SECONDS_A_DAY);
        byte[] text = new byte[LONGEST];
        byte[] day = day(Math.floorDiv(seconds, (long) SECONDS_A_DAY));
        System.arraycopy(day, 0, text, 0, day.length);
        int at = put(text, day.length, second / 3600, 2, ':');
        at = put(text, at, second / 60 % 60, 2, ':');
        int nano = instant.getNano();
        at = put(text, at, second % 60, 2, nano == 0 ? 'Z' : '.');
        if (nano != 0) {
            if (nano % 1_000_000 == 0) {
                at = put(text, at, nano / 1_000_000, 3, 'Z');
            } else if (nano % 1_000 == 0) {
                at = put(text, at, nano / 1_000, 6, 'Z');
            } else {
                at = put(text, at, nano, MOST_DIGITS, 'Z');
            }
        }
        return new String(text, 0, at, StandardCharsets.ISO_8859_1);
    }

    /** @return where the next number begins */
    private static int put(byte[] text, int from, int number, int digits, char end) {
        int rest = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[from + digits] = (byte) end;
        return from + digits + 1;
    }

    private static boolean usual(String text) {
        return text.length() > SECONDS_END
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && areDigits(text, 0, 4)
                && areDigits(text, 5, 7)
                && areDigits(text, 8, 10)
                && areDigits(text, 11, 13)
                && areDigits(text, 14, 16)
                && areDigits(text, 17, SECONDS_END);
    }

    /** Where the offset begins; -1 when what follows the seconds is unusual. */
    private static int offsetAt(String text) {
        int at = SECONDS_END;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int digits = at - SECONDS_END - 1;
            if (digits == 0 || digits > MOST_DIGITS) {
                return -1;
            }
        }
        int rest = text.length() - at;
        boolean zulu = rest == 1 && text.charAt(at) == 'Z';
        boolean offset = rest == OFFSET_LENGTH
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':'
                && areDigits(text, at + 1, at + 3)
                && areDigits(text, at + 4, at + 6);
        return zulu || offset ? at : -1;
    }

    private static ZoneOffset offset(String text, int at) {
        if (text.charAt(at) == 'Z') {
            return ZoneOffset.UTC;
        }
        int sign = text.charAt(at) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * digits(text, at + 1, at + 3), sign * digits(text, at + 4, at + 6));
    }

    private static int nanos(String text, int offset) {
        if (offset == SECONDS_END) {
            return 0;
        }
        int nanos = digits(text, SECONDS_END + 1, offset);
        for (int i = offset - SECONDS_END - 1; i < MOST_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
