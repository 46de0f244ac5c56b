package io.tillwatch.kibana;

import org.jspecify.annotations.Nullable;

/**
 * A column of a panel: what its rows are grouped by, or a figure of each group.
 *
 * @param key unique in its panel
 * @param field null where the operation counts documents
 * @param size number of groups, for {@link Operation#TERMS}
 * @param sortField date that says which document is last, for {@link Operation#LAST_VALUE}
 * @param query KQL that narrows this figure; empty for none
 * @param text whether the value is a text and not a number
 */
record Column(
        String key,
        String label,
        Operation operation,
        @Nullable String field,
        int size,
        @Nullable String sortField,
        String query,
        boolean text) {

    /** Lens operations in use, by Lens' own names. */
    enum Operation {
        DATE_HISTOGRAM("date_histogram"),
        TERMS("terms"),
        COUNT("count"),
        UNIQUE_COUNT("unique_count"),
        SUM("sum"),
        MAX("max"),
        LAST_VALUE("last_value");

        private final String lensName;

        Operation(String lensName) {
            this.lensName = lensName;
        }

        String lensName() {
            return lensName;
        }

        boolean bucketed() {
            return this == DATE_HISTOGRAM || this == TERMS;
        }
    }

    static Column over(String timeField) {
        return new Column("time", "Time", Operation.DATE_HISTOGRAM, timeField, 0, null, "", false);
    }

    static Column by(String label, String field, int size) {
        return new Column("by-" + field, label, Operation.TERMS, field, size, null, "", true);
    }

    /** Groups by a number, such as a priority. */
    static Column byNumber(String label, String field, int size) {
        return new Column("by-" + field, label, Operation.TERMS, field, size, null, "", false);
    }

    static Column count(String label) {
        return new Column("count", label, Operation.COUNT, null, 0, null, "", false);
    }

    static Column countOf(String label, String query) {
        return new Column("count-" + label, label, Operation.COUNT, null, 0, null, query, false);
    }

    static Column sum(String label, String field) {
        return new Column("sum-" + field, label, Operation.SUM, field, 0, null, "", false);
    }

    static Column max(String label, String field) {
        return new Column("max-" + field, label, Operation.MAX, field, 0, null, "", false);
    }

    static Column last(String label, String field, String sortField, boolean text) {
        return new Column("last-" + field, label, Operation.LAST_VALUE, field, 0, sortField, "", text);
    }
}
