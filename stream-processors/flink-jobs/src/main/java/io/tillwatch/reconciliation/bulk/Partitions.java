package io.tillwatch.reconciliation.bulk;

import java.io.IOException;

/** Receipts and orders, spread by uuid so that each part of the receipts fits into a cache. Not thread-safe. */
final class Partitions {
    private static final long BYTES_A_LINE = 100;
    private static final long ROWS_A_PART = 40_000;
    private static final int LEAST = 4;
    private static final int MOST = 512;

    private final RowStore[] sales;
    private final RowStore[] orders;
    private final int shift;

    /** @param salesBytes size of the files of receipts */
    Partitions(PagePool pool, long salesBytes) {
        long wanted = salesBytes / BYTES_A_LINE / ROWS_A_PART;
        int parts = Integer.highestOneBit((int) Math.max(LEAST, Math.min(MOST, 2 * wanted)));
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(parts);
        this.sales = stores(pool, parts);
        this.orders = stores(pool, parts);
    }

    private static RowStore[] stores(PagePool pool, int parts) {
        RowStore[] stores = new RowStore[parts];
        for (int i = 0; i < parts; i++) {
            stores[i] = new RowStore(pool);
        }
        return stores;
    }

    void sale(byte[] block, int at) throws IOException {
        sales[part(block, at)].add(block, at);
    }

    void order(byte[] block, int at) throws IOException {
        orders[part(block, at)].add(block, at);
    }

    private int part(byte[] block, int at) {
        long low = PackedRow.getLong(block, at + PackedRow.UUID_LOW);
        return (int) (Text.mix(PackedRow.getLong(block, at + PackedRow.UUID_HIGH) + low) >>> shift);
    }

    int count() {
        return sales.length;
    }

    RowStore sales(int part) {
        return sales[part];
    }

    RowStore orders(int part) {
        return orders[part];
    }
}
