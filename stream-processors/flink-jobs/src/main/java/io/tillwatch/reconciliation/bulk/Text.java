package io.tillwatch.reconciliation.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads numbers and keys out of bytes without making objects of them. The bytes go on for eight more behind each end. */
final class Text {
    /** What is no number. */
    static final long NONE = Long.MIN_VALUE;

    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_NIBBLES = 0x0F0F0F0F0F0F0F0FL;
    private static final long ONES = 0x0101010101010101L;
    private static final long UPPER_HALF = 0xFFFFFFFF00000000L;
    private static final int MOST_DIGITS = 17;
    private static final int UUID_LENGTH = 36;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Text() {}

    /** Writes a UUID as two numbers; false, and nothing of use is written, when it is none in lower case. */
    static boolean uuid(byte[] bytes, int start, int end, byte[] rows, int at) {
        if (end - start != UUID_LENGTH
                || bytes[start + 8] != '-'
                || bytes[start + 13] != '-'
                || bytes[start + 18] != '-'
                || bytes[start + 23] != '-') {
            return false;
        }
        long first = hex(word(bytes, start));
        long second = hex((word(bytes, start + 9) & UPPER_HALF) | (word(bytes, start + 14) >>> 32));
        long third = hex((word(bytes, start + 19) & UPPER_HALF) | (word(bytes, start + 24) >>> 32));
        long fourth = hex(word(bytes, start + 28));
        PackedRow.putLong(rows, at + PackedRow.UUID_HIGH, first << 32 | second);
        PackedRow.putLong(rows, at + PackedRow.UUID_LOW, third << 32 | fourth);
        return (first | second | third | fourth) >= 0;
    }

    private static long word(byte[] bytes, int at) {
        return (long) BIG.get(bytes, at);
    }

    /** Eight lower-case hexadecimal digits as a number; -1 when one of them is none. */
    private static long hex(long digits) {
        long nibbles = (digits & LOW_NIBBLES) + 9 * ((digits >>> 6) & ONES);
        long letters = ((nibbles + 6 * ONES) >>> 4) & ONES;
        boolean digitsOnly = (nibbles & ~LOW_NIBBLES) == 0 && nibbles + '0' * ONES + 0x27 * letters == digits;
        if (!digitsOnly) {
            return -1;
        }
        long pairs = (nibbles | nibbles >>> 4) & 0x00FF00FF00FF00FFL;
        long fours = (pairs | pairs >>> 8) & 0x0000FFFF0000FFFFL;
        return (fours | fours >>> 16) & 0xFFFFFFFFL;
    }

    /**
     * A decimal number in units of its last digit but {@code digits}, such as 12.5 with 2 digits as 1250; {@link #NONE}
     * when it is none, or has other digits than zero behind those.
     */
    static long decimal(byte[] bytes, int start, int end, int digits) {
        int at = start;
        boolean negative = at < end && bytes[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        int seen = 0;
        int behind = -1;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit == '.' - '0' && behind < 0) {
                behind = 0;
            } else if (digit < 0 || digit > 9) {
                return NONE;
            } else if (behind >= 0 && behind == digits) {
                if (digit != 0) {
                    return NONE;
                }
            } else {
                value = value * 10 + digit;
                seen++;
                behind += behind >= 0 ? 1 : 0;
            }
        }
        if (seen == 0) {
            return NONE;
        }
        for (int missing = digits - Math.max(0, behind); missing > 0; missing--) {
            value *= 10;
            seen++;
        }
        if (seen > MOST_DIGITS) {
            return NONE;
        }
        return negative ? -value : value;
    }

    /** An id as a positive number; 0 for nothing, {@link #NONE} for what is no id. */
    static long id(byte[] bytes, int start, int end) {
        if (start == end) {
            return 0;
        }
        long value = decimal(bytes, start, end, 0);
        return value > 0 ? value : NONE;
    }

    /** The number for what is a number, a hash with the highest bit set for a name. */
    static long key(byte[] bytes, int start, int end) {
        if (bytes[start] >= '1' && bytes[start] <= '9') {
            long id = id(bytes, start, end);
            if (id > 0) {
                return id;
            }
        }
        return hash(bytes, start, end) | Long.MIN_VALUE;
    }

    static long hash(byte[] bytes, int start, int end) {
        long hash = (end - start) * GOLDEN;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ word(bytes, at));
        }
        if (at < end) {
            hash = mix(hash ^ (word(bytes, at) >>> ((Long.BYTES - (end - at)) * Byte.SIZE)));
        }
        return hash;
    }

    static long mix(long value) {
        long mixed = (value ^ value >>> 32) * GOLDEN;
        return mixed ^ mixed >>> 29;
    }

    /** Where a character stands; the end when it does not. */
    static int find(byte[] bytes, int start, int end, char character) {
        int at = start;
        while (at < end && bytes[at] != character) {
            at++;
        }
        return at;
    }

    /** Days since 1970 of a date such as {@code 2026-03-10}; or {@link #NONE}. */
    static long date(byte[] bytes, int start, int end) {
        if (end - start != 10 || bytes[start + 4] != '-' || bytes[start + 7] != '-') {
            return NONE;
        }
        int century = two(bytes, start);
        int decade = two(bytes, start + 2);
        int month = two(bytes, start + 5);
        int day = two(bytes, start + 8);
        int year = century * 100 + decade;
        boolean valid = (century | decade | month | day) >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= lastDay(year, month);
        return valid ? epochDay(year, month, day) : NONE;
    }

    static boolean is(byte[] bytes, int start, int end, byte[] word) {
        return java.util.Arrays.equals(bytes, start, end, word, 0, word.length);
    }

    static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** Epoch seconds of {@code 2026-03-10 08:15:00}, with T in place of the space and with Z as well; or {@link #NONE}. */
    static long time(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 20 && bytes[end - 1] == 'Z') {
            length--;
        }
        if (length != 19 || (bytes[start + 10] != ' ' && bytes[start + 10] != 'T') || !isTimeOfDay(bytes, start + 11)) {
            return NONE;
        }
        long day = date(bytes, start, start + 10);
        return day == NONE
                ? NONE
                : day * 86_400
                        + two(bytes, start + 11) * 3_600L
                        + two(bytes, start + 14) * 60L
                        + two(bytes, start + 17);
    }

    /** Whether the eight bytes are a time such as {@code 08:15:00}. */
    static boolean isTimeOfDay(byte[] bytes, int start) {
        int hour = two(bytes, start);
        int minute = two(bytes, start + 3);
        int second = two(bytes, start + 6);
        return bytes[start + 2] == ':'
                && bytes[start + 5] == ':'
                && (hour | minute | second) >= 0
                && hour < 24
                && minute < 60
                && second < 60;
    }

    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -10_000_000 : tens * 10 + ones;
    }

    private static int lastDay(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970 of the proleptic Gregorian calendar, for years from 0 on. */
    private static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int ofEra = shifted - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
