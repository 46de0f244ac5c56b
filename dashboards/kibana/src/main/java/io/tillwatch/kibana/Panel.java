package io.tillwatch.kibana;

import java.util.List;

/**
 * One panel.
 *
 * @param key unique in its dashboard
 * @param query KQL that all of it obeys; empty for none
 * @param ownScope true when the dashboard's controls do not touch it, because its index lacks their fields
 */
record Panel(
        String key,
        String title,
        Shape shape,
        DataView view,
        String query,
        List<Column> columns,
        Grid grid,
        boolean ownScope) {

    /** How a panel is drawn. */
    enum Shape {
        BARS,
        STACKED_OVER_TIME,
        LINES_OVER_TIME,
        TABLE,
        FIGURE,
        RING
    }

    /** Place in the dashboard's 48 columns. */
    record Grid(int x, int y, int w, int h) {}

    Panel {
        columns = List.copyOf(columns);
    }

    List<Column> buckets() {
        return columns.stream().filter(column -> column.operation().bucketed()).toList();
    }

    /** Whether it shows what is so now, however long it has been so: not narrowed by the dashboard's time. */
    boolean asOfNow() {
        return view.state()
                && columns.stream().noneMatch(column -> column.operation() == Column.Operation.DATE_HISTOGRAM);
    }

    List<Column> figures() {
        return columns.stream().filter(column -> !column.operation().bucketed()).toList();
    }
}
