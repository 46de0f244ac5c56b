package io.tillwatch.kibana;

/**
 * A data view over one of our indices.
 *
 * @param index name or alias, which is also the pattern that people see
 * @param timeField the date that dashboards filter by
 */
record DataView(String index, String timeField) {
    String id() {
        return Ids.of("data-view", index);
    }

    String pattern() {
        return index + "*";
    }
}
