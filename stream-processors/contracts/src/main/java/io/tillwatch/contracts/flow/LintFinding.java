package io.tillwatch.contracts.flow;

import org.jspecify.annotations.Nullable;

/**
 * Something about a flow catalogue that is wrong or worth a look.
 *
 * @param line in the page, from 1
 * @param flow id of the entry; null when it is about the page or the entry has none
 * @param field of the entry; null when it is about the whole of it
 * @param message says what is wrong and what would be right, in one line
 */
public record LintFinding(
        int line,
        Severity severity,
        @Nullable String flow,
        @Nullable String field,
        String message) {

    /** An error refuses the page; a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
