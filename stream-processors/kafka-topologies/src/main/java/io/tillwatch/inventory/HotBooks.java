package io.tillwatch.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The books that are in use, so that a movement need not read its own from disk; the one that was not used for longest
 * makes room for another. One thread at a time.
 */
final class HotBooks {
    private final Map<String, Hot> books;

    /** A book in use. */
    static final class Hot {
        final String sku;
        final String location;
        final byte[] log;
        Book book;
        /** Movements in the log that the kept book does not know of, or may not know of; 0 when it knows of all. */
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
     * @param most how many books may be in use at a time, at least one
     * @param beforeForgetting called before a book is forgotten: what is not kept of it must be kept then
     */
    HotBooks(int most, Consumer<Hot> beforeForgetting) {
        books = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Hot> eldest) {
                if (size() <= Math.max(1, most)) {
                    return false;
                }
                beforeForgetting.accept(eldest.getValue());
                return true;
            }
        };
    }

    @Nullable
    Hot get(String sku, String location) {
        return books.get(key(sku, location));
    }

    void put(Hot hot) {
        books.put(key(hot.sku, hot.location), hot);
    }

    private static String key(String sku, String location) {
        return sku + '\u0000' + location;
    }
}
