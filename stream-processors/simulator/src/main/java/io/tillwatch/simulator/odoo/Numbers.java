package io.tillwatch.simulator.odoo;

import java.util.HashMap;
import java.util.Map;

/** Odoo's sequences: each prefix counts on its own, from 1. */
final class Numbers {
    private final Map<String, Integer> last = new HashMap<>();

    /** Such as {@code INV/2026/00001}. */
    String next(String prefix, int digits) {
        return prefix + String.format("%0" + digits + "d", count(prefix));
    }

    int count(String prefix) {
        return last.merge(prefix, 1, Integer::sum);
    }
}
