package io.tillwatch.reconciliation.bulk;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** Currencies as numbers: three letters in 24 bits. Not thread-safe. */
final class Currencies {
    /** What is no currency. */
    static final int NONE = -1;

    private final Map<Integer, Integer> digits = new HashMap<>();
    private int last = NONE;
    private int lastDigits;

    /** Packs an ISO code, known or not. */
    static int code(byte[] bytes, int start, int end) {
        return end - start == 3 ? bytes[start] << 16 | bytes[start + 1] << 8 | bytes[start + 2] : NONE;
    }

    static String name(int code) {
        return new String(new char[] {(char) (code >> 16), (char) (code >> 8 & 0xFF), (char) (code & 0xFF)});
    }

    /** Fraction digits; {@link #NONE} when there is no such currency. */
    int digits(int code) {
        if (code == last) {
            return lastDigits;
        }
        last = code;
        lastDigits = code == NONE ? NONE : digits.computeIfAbsent(code, Currencies::lookUp);
        return lastDigits;
    }

    private static int lookUp(int code) {
        try {
            return Math.max(0, Currency.getInstance(name(code)).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
