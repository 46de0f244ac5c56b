package io.tillwatch.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The books that are in use, so that a movement need not read its own from disk. One that was not used for a while makes
 * room for another, by second chance (the clock of Corbató, "A Paging Experiment with the Multics System", 1968): a use
 * sets a mark, where a list in the order of use would move four references between old objects, each of which the
 * garbage collector then looks through while everything stands still. One thread at a time.
 */
final class HotBooks {
    private final int most;
    private final Consumer<Hot> beforeForgetting;
    private final Map<String, Hot> books = new HashMap<>();
    /** All of them; the hand goes round and takes the first that was not used since it last came by. */
    private final List<Hot> clock = new ArrayList<>();

    private int hand;

    /** A book in use. */
    static final class Hot {
        final String sku;
        final String location;
        final byte[] log;
        Book book;
        /** Movements in the log that the kept book does not know of, or may not know of; 0 when it knows of all. */
        int unkept;

        private boolean used = true;

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
        this.most = Math.max(1, most);
        this.beforeForgetting = beforeForgetting;
    }

    /** Counts as a use. */
    @Nullable
    Hot get(String sku, String location) {
        Hot found = books.get(key(sku, location));
        if (found != null) {
            found.used = true;
        }
        return found;
    }

    /** @param hot of a position that none is in use of */
    void put(Hot hot) {
        if (clock.size() < most) {
            clock.add(hot);
        } else {
            forget(next());
            clock.set(hand, hot);
            hand = (hand + 1) % most;
        }
        books.put(key(hot.sku, hot.location), hot);
    }

    private Hot next() {
        while (clock.get(hand).used) {
            clock.get(hand).used = false;
            hand = (hand + 1) % most;
        }
        return clock.get(hand);
    }

    private void forget(Hot one) {
        beforeForgetting.accept(one);
        books.remove(key(one.sku, one.location));
    }

    private static String key(String sku, String location) {
        return sku + '\u0000' + location;
    }
}
