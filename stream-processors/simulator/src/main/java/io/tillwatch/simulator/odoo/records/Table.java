package io.tillwatch.simulator.odoo.records;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a model by id, which only grows. Guarded by the database's lock. */
final class Table {
    private final Model model;
    private final List<Row> rows = new ArrayList<>();

    Table(Model model) {
        this.model = model;
    }

    Model model() {
        return model;
    }

    List<Row> rows() {
        return rows;
    }

    Row add() {
        return append(rows.isEmpty() ? 1 : rows.get(rows.size() - 1).id() + 1);
    }

    /** @throws IllegalArgumentException when the id is taken */
    Row add(long id) {
        int place = place(id);
        if (place >= 0) {
            throw new IllegalArgumentException(model + " has a row " + id + " already");
        }
        if (place == -rows.size() - 1) {
            return append(id);
        }
        Row row = new Row(model, id);
        rows.add(-place - 1, row);
        return row;
    }

    @Nullable
    Row find(long id) {
        int place = place(id);
        return place < 0 ? null : rows.get(place);
    }

    private Row append(long id) {
        Row row = new Row(model, id);
        rows.add(row);
        return row;
    }

    /** As {@link java.util.Collections#binarySearch}. */
    private int place(long id) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = rows.get(middle).id();
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
