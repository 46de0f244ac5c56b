package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Agreement;
import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.MemorySegment;

/**
 * Holds the receipts of one partition against its orders, by uuid. A pair that agrees counts for its session; everything
 * else becomes a suspect. Reused for each partition. Not thread-safe.
 */
final class Join {
    private static final long NO_ORDER = -1;

    private final Rules rules;
    private final Sessions sessions;
    private final Suspects suspects;
    private final int pageShift;
    private final int rowMask;

    private MemorySegment[] pages = new MemorySegment[0];
    private int[] table = new int[0];
    private long[] orderOf = new long[0];
    private int receipts;
    private long duplicates;

    Join(Rules rules, Sessions sessions, Suspects suspects, int rowsPerPage) {
        this.rules = rules;
        this.sessions = sessions;
        this.suspects = suspects;
        this.pageShift = Integer.numberOfTrailingZeros(rowsPerPage);
        this.rowMask = rowsPerPage - 1;
    }

    void partition(RowStore sales, RowStore orders) throws IOException {
        build(sales);
        orders.forEach((page, rows) -> {
            for (int i = 0; i < rows; i++) {
                order(page, i * PackedRow.SIZE);
            }
        });
        for (int row = 0; row < receipts; row++) {
            if (orderOf[row] == NO_ORDER && isFirst(row)) {
                suspects.add(page(row).getLongLittleEndian(at(row) + PackedRow.POSITION));
            }
        }
    }

    /** Deliveries of a receipt that was there already. */
    long duplicates() {
        return duplicates;
    }

    private void build(RowStore sales) throws IOException {
        receipts = Math.toIntExact(sales.rows());
        pages = sales.load().toArray(new MemorySegment[0]);
        int slots = Integer.highestOneBit(Math.max(2, receipts)) * 4;
        if (table.length < slots || table.length > slots * 4) {
            table = new int[slots];
        } else {
            Arrays.fill(table, 0);
        }
        if (orderOf.length < receipts) {
            orderOf = new long[receipts];
        }
        Arrays.fill(orderOf, 0, receipts, NO_ORDER);
        for (int row = 0; row < receipts; row++) {
            MemorySegment page = page(row);
            int at = at(row);
            int slot = slot(page.getLongLittleEndian(at), page.getLongLittleEndian(at + PackedRow.UUID_LOW));
            if (table[slot] == 0) {
                table[slot] = row + 1;
            } else {
                duplicates++;
            }
        }
    }

    private boolean isFirst(int row) {
        MemorySegment page = page(row);
        int at = at(row);
        return table[slot(page.getLongLittleEndian(at), page.getLongLittleEndian(at + PackedRow.UUID_LOW))] == row + 1;
    }

    /** Where the uuid stands in the table, or would stand. */
    private int slot(long high, long low) {
        int mask = table.length - 1;
        int slot = (int) Text.mix(high + low) & mask;
        while (table[slot] != 0) {
            int row = table[slot] - 1;
            MemorySegment page = page(row);
            int at = at(row);
            if (page.getLongLittleEndian(at + PackedRow.UUID_LOW) == low && page.getLongLittleEndian(at) == high) {
                break;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private MemorySegment page(int row) {
        return pages[row >>> pageShift];
    }

    private int at(int row) {
        return (row & rowMask) * PackedRow.SIZE;
    }

    private void order(MemorySegment orders, int at) {
        int row = table[slot(orders.getLongLittleEndian(at), orders.getLongLittleEndian(at + PackedRow.UUID_LOW))] - 1;
        long position = orders.getLongLittleEndian(at + PackedRow.POSITION);
        if (row < 0) {
            long total = orders.getLongLittleEndian(at + PackedRow.TOTAL);
            suspects.orphan(
                    position,
                    PackedRow.document(orders.getIntLittleEndian(at + PackedRow.TICKET), total),
                    orders.getLongLittleEndian(at + PackedRow.SESSION));
            return;
        }
        MemorySegment sales = page(row);
        int sale = at(row);
        if (orderOf[row] != NO_ORDER) {
            // A second order under the same uuid: the first one is no longer sure either.
            suspects.add(sales.getLongLittleEndian(sale + PackedRow.POSITION));
            suspects.add(orderOf[row]);
            suspects.add(position);
            return;
        }
        orderOf[row] = position;
        int session = sessions.find(sales.getLongLittleEndian(sale + PackedRow.SESSION));
        if (session >= 0 && agree(sales, sale, orders, at, session)) {
            sessions.agreed(session, difference(sales, sale, orders, at));
        } else {
            suspects.add(sales.getLongLittleEndian(sale + PackedRow.POSITION));
            suspects.add(position);
        }
    }

    private boolean agree(MemorySegment sales, int sale, MemorySegment orders, int order, int session) {
        int saleCodes = sales.getIntLittleEndian(sale + PackedRow.CODES);
        int orderCodes = orders.getIntLittleEndian(order + PackedRow.CODES);
        int wanted = saleCodes & PackedRow.MEANS;
        int means = orderCodes & PackedRow.MEANS;
        return saleCodes >>> 8 == orderCodes >>> 8
                && sessions.find(orders.getLongLittleEndian(order + PackedRow.SESSION)) == session
                && (wanted == 0 || means == 0 || wanted == means)
                && Agreement.total(difference(sales, sale, orders, order), rules)
                && sameTax(sales, sale, orders, order);
    }

    private boolean sameTax(MemorySegment sales, int sale, MemorySegment orders, int order) {
        long tax = sales.getLongLittleEndian(sale + PackedRow.TAX);
        long booked = orders.getLongLittleEndian(order + PackedRow.TAX);
        return tax == PackedRow.UNKNOWN || Agreement.tax((booked == PackedRow.UNKNOWN ? 0 : booked) - tax, 0, rules);
    }

    private static long difference(MemorySegment sales, int sale, MemorySegment orders, int order) {
        return orders.getLongLittleEndian(order + PackedRow.TOTAL) - sales.getLongLittleEndian(sale + PackedRow.TOTAL);
    }
}
