package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.memory.MemorySegment;

/** Takes packed rows of all kinds in any order, and says at the end what does not agree. Not thread-safe. */
final class Sieve {
    private final Rules rules;
    private final PagePool pool;
    private final Partitions partitions;
    private final OrderSums orders = new OrderSums();
    private final Currencies currencies = new Currencies();
    private final Entries entries = new Entries();
    private final Sums sums = new Sums();
    private final Sessions sessions;
    private final Suspects suspects;

    private long keyedSales;
    private long orderRows;
    private long lineRows;
    private long duplicates;
    private long written;

    Sieve(Rules rules, PagePool pool, long salesBytes, int mostSuspects) {
        this.rules = rules;
        this.pool = pool;
        this.partitions = new Partitions(pool, salesBytes);
        this.sessions = new Sessions(rules);
        this.suspects = new Suspects(mostSuspects);
    }

    void take(byte[] block) throws IOException {
        int rows = Block.rows(block);
        FileKind kind = Block.kind(block);
        for (int i = 0; i < rows; i++) {
            int at = Block.row(i);
            switch (kind) {
                case SALES -> sale(block, at);
                case ORDERS -> order(block, at);
                case SESSIONS -> {
                    sessions.add(block, at);
                    written = Math.max(written, PackedRow.getLong(block, at + PackedRow.WRITTEN));
                }
                case ENTRIES -> {
                    entries.entry(block, at);
                    written = Math.max(written, PackedRow.getLong(block, at + PackedRow.WRITTEN));
                }
                case LINES -> {
                    entries.line(block, at);
                    lineRows++;
                }
                case SUMS -> sums.add(block, at);
            }
        }
    }

    private void sale(byte[] block, int at) throws IOException {
        if ((PackedRow.getInt(block, at + PackedRow.CODES) & PackedRow.SUSPECT) == 0) {
            partitions.sale(block, at);
            keyedSales++;
        } else {
            suspects.add(PackedRow.getLong(block, at + PackedRow.POSITION));
        }
    }

    private void order(byte[] block, int at) throws IOException {
        orderRows++;
        int codes = PackedRow.getInt(block, at + PackedRow.CODES);
        long total = PackedRow.getLong(block, at + PackedRow.TOTAL);
        if ((codes & PackedRow.IN_ENTRY) != 0) {
            orders.add(
                    PackedRow.getLong(block, at + PackedRow.SESSION),
                    total,
                    PackedRow.getLong(block, at + PackedRow.TAX),
                    currencies.digits(codes >>> 8));
        }
        if ((codes & PackedRow.SUSPECT) == 0) {
            partitions.order(block, at);
        } else {
            suspects.orphan(
                    PackedRow.getLong(block, at + PackedRow.POSITION),
                    PackedRow.document(PackedRow.getInt(block, at + PackedRow.TICKET), total),
                    PackedRow.getLong(block, at + PackedRow.SESSION));
        }
    }

    /** When all rows are there. Afterwards {@link #suspects} are complete. */
    void settle() throws IOException {
        sessions.settle(orders, entries);
        entries.settle();
        new EntryParts(rules, sums, sessions, entries, orders).mark();
        Join join = new Join(rules, sessions, suspects, pool.rowsPerPage());
        for (int part = 0; part < partitions.count(); part++) {
            join.partition(partitions.sales(part), partitions.orders(part));
        }
        duplicates = join.duplicates();
        if (sessions.anyWhole() || suspects.anyOrphan()) {
            BitSet lonely = suspects.lonely(sessions);
            for (int part = 0; part < partitions.count(); part++) {
                lookAgain(part, lonely);
            }
        }
    }

    /** Once more over a partition: all of the sessions that are to be read whole, and receipts that orphans look like. */
    private void lookAgain(int part, BitSet lonely) throws IOException {
        Set<Long> twins = new HashSet<>();
        partitions.sales(part).forEach((page, rows) -> {
            for (int i = 0; i < rows; i++) {
                int at = i * PackedRow.SIZE;
                int session = sessions.find(page.getLongLittleEndian(at + PackedRow.SESSION));
                boolean wanted = session >= 0 && (sessions.isWhole(session) || lonely.get(session));
                long total = page.getLongLittleEndian(at + PackedRow.TOTAL);
                int ticket = page.getIntLittleEndian(at + PackedRow.TICKET);
                if (wanted || suspects.isOrphans(PackedRow.document(ticket, total))) {
                    suspects.add(page.getLongLittleEndian(at + PackedRow.POSITION));
                    twins.add(page.getLongLittleEndian(at + PackedRow.UUID_LOW));
                    if (session >= 0) {
                        // One receipt keeps a session's orphans company.
                        lonely.clear(session);
                    }
                }
            }
        });
        partitions.orders(part).forEach((page, rows) -> {
            for (int i = 0; i < rows; i++) {
                int at = i * PackedRow.SIZE;
                if (whole(page, at)
                        || (!twins.isEmpty() && twins.contains(page.getLongLittleEndian(at + PackedRow.UUID_LOW)))) {
                    suspects.add(page.getLongLittleEndian(at + PackedRow.POSITION));
                }
            }
        });
    }

    Suspects suspects() {
        return suspects;
    }

    Entries entries() {
        return entries;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Receipts with a uuid, each once. */
    long receipts() {
        return keyedSales - duplicates;
    }

    long duplicates() {
        return duplicates;
    }

    /** The youngest write date of sessions and entries, epoch seconds; 0 when none is told. */
    long written() {
        return written;
    }

    /** Rows read, by model. */
    Map<String, Integer> documents() {
        return new TreeMap<>(Map.of(
                "pos.session", sessions.size(),
                "pos.order", Math.toIntExact(orderRows),
                "account.move", entries.rows(),
                "account.move.line", Math.toIntExact(lineRows)));
    }

    private boolean whole(MemorySegment page, int at) {
        int session = sessions.find(page.getLongLittleEndian(at + PackedRow.SESSION));
        return session >= 0 && sessions.isWhole(session);
    }
}
