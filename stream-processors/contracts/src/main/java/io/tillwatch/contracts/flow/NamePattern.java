package io.tillwatch.contracts.flow;

import java.util.Collection;

/** Names with {@code *} for any run of characters, such as {@code /pos/*}. Stateless, thread-safe. */
public final class NamePattern {
    private static final char ANY = '*';

    private NamePattern() {}

    /** Whether one of the patterns stands for the name. */
    public static boolean matchesAny(Collection<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** Goes back to the last star only, so that it takes at most pattern times name steps. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == ANY) {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }
}
