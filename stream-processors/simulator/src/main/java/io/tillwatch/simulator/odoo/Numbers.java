package io.tillwatch.simulator.odoo;

import java.util.HashMap;
import java.util.Map;

/** Odoo's sequences: each prefix counts on its own, from 1. */
final class Numbers {
    private final Map<String, Integer> last = new HashMap<>();

    /** Such as {@code INV/2026/00001}. */
    String next(String prefix, int digits) {
        return prefix + padded(count(prefix), digits);
    }

    /** With leading zeros. */
    static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }

    int count(String prefix) {
        return last.merge(prefix, 1, Integer::sum);
    }
}
