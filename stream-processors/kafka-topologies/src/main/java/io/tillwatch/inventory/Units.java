package io.tillwatch.inventory;

import java.util.TreeSet;

/**
 * The unit of a position is what its movements say. Where they say several, the position names them all, such as
 * {@code each+kg}: its figures then add what does not add up, and nobody takes them for one of the two.
 */
final class Units {
    private static final String PLUS = "+";

    private Units() {}

    /** The one unit, or both in the order of their names; order and repetition make no difference. */
    static String joined(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        TreeSet<String> names = new TreeSet<>(java.util.List.of(one.split("\\+")));
        names.addAll(java.util.List.of(other.split("\\+")));
        return String.join(PLUS, names);
    }

    /** Whether a position's figures add several units. */
    static boolean mixed(String unit) {
        return unit.contains(PLUS);
    }
}
