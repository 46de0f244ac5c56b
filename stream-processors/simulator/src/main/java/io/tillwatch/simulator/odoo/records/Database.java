package io.tillwatch.simulator.odoo.records;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All tables. Thread-safe between {@link #read} and {@link #write}; all else is called from within these. */
public final class Database {
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Map<Long, String>> names = new HashMap<>();
    private final SharedCells cells = new SharedCells();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    public Database() {
        Models.load().forEach((name, model) -> tables.put(name, new Table(model)));
    }

    /** Reads what the last whole transaction left. */
    public <T> T read(Supplier<T> reading) {
        lock.readLock().lock();
        try {
            return reading.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A transaction: no reader sees a part of it. */
    public void write(Runnable writing) {
        lock.writeLock().lock();
        try {
            writing.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Null when there is no such model. */
    public @Nullable Model model(String name) {
        Table table = tables.get(name);
        return table == null ? null : table.model();
    }

    @Nullable
    Table find(String model) {
        return tables.get(model);
    }

    /** @throws IllegalArgumentException when there is no such model */
    Table table(String model) {
        Table table = tables.get(model);
        if (table == null) {
            throw new IllegalArgumentException("the stand-in serves no model " + model);
        }
        return table;
    }

    /** A new row with the next id. */
    public RowEdit create(String model) {
        return new RowEdit(table(model).add(), cells);
    }

    /** A new row with this id. */
    public RowEdit create(String model, long id) {
        return new RowEdit(table(model).add(id), cells);
    }

    public RowEdit edit(Row row) {
        return new RowEdit(row, cells);
    }

    /** Null when there is no such row. */
    public @Nullable Row find(String model, long id) {
        return table(model).find(id);
    }

    /** @throws IllegalArgumentException when there is no such row */
    public Row row(String model, long id) {
        Row row = table(model).find(id);
        if (row == null) {
            throw new IllegalArgumentException(model + " has no row " + id);
        }
        return row;
    }

    /** Says what a record is called where its own fields do not tell, or where its model has no table here. */
    public void name(String model, long id, String name) {
        names.computeIfAbsent(model, m -> new HashMap<>()).put(id, name);
    }

    /** What Odoo shows for a record: its given name, else made from its fields. */
    String nameOf(@Nullable String model, long id) {
        if (model == null) {
            return "";
        }
        String given = names.getOrDefault(model, Map.of()).get(id);
        if (given != null) {
            return given;
        }
        Table table = tables.get(model);
        Row row = table == null ? null : table.find(id);
        return row == null ? model + "," + id : DisplayName.of(row, this);
    }
}
