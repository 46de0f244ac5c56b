package io.tillwatch.kibana;

/**
 * A data view over one of our indices.
 *
 * @param index name or alias, which is also the pattern that people see
 * @param timeField the date that dashboards filter by
 * @param state whether its documents change and show the present, by key; otherwise they are facts by time
 */
record DataView(String index, String timeField, boolean state) {
    String id() {
        return Ids.of("data-view", index);
    }

    String pattern() {
        return index + "*";
    }
}
