package io.tillwatch.inventory;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books that are in use, so that a movement need not read its own from disk. Two generations: what was used since
 * the last turn, and what was used in the turn before; what neither had is forgotten. One thread at a time.
 */
final class HotBooks {
    private final int generation;
    private final Runnable beforeForgetting;
    private Map<String, Hot> young;
    private Map<String, Hot> old = Map.of();

    /** A book in use. */
    static final class Hot {
        private final String sku;
        private final String location;
        final byte[] log;
        Book book;
        /** Movements in the log that the kept book does not know of. */
        int unkept;

        Hot(String sku, String location, byte[] log, Book book, int unkept) {
            this.sku = sku;
            this.location = location;
            this.log = log;
            this.book = book;
            this.unkept = unkept;
        }

        boolean is(String otherSku, String otherLocation) {
            return sku.equals(otherSku) && location.equals(otherLocation);
        }
    }

    /**
     * @param most how many books may be in use at a time
     * @param beforeForgetting called before books are forgotten: what they follow from must be readable then
     */
    HotBooks(int most, Runnable beforeForgetting) {
        this.beforeForgetting = beforeForgetting;
        generation = Math.max(1, most / 2);
        young = new HashMap<>();
    }

    @Nullable
    Hot get(String sku, String location) {
        String key = key(sku, location);
        Hot hot = young.get(key);
        if (hot == null) {
            hot = old.get(key);
            if (hot != null) {
                add(key, hot);
            }
        }
        return hot;
    }

    void put(String sku, String location, Hot hot) {
        add(key(sku, location), hot);
    }

    private void add(String key, Hot hot) {
        if (young.size() >= generation) {
            beforeForgetting.run();
            old = young;
            young = new HashMap<>();
        }
        young.put(key, hot);
    }

    private static String key(String sku, String location) {
        return sku + '\u0000' + location;
    }
}
