package io.tillwatch.inventory;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The books that are in use, so that a movement need not read its own from disk.
 *
 * <p>There are hundreds of thousands, old on the heap, and each movement changes one. So they stand here as bytes, which
 * are overwritten in place, and a use sets a mark: no reference changes. As objects in a map by last use, each movement
 * put new objects into five old ones, all of which the garbage collector looks through while everything stands still.
 * A book is found by a few steps through memory, none of which is cached: a hash table with linear probing, which
 * compares hashes first.
 *
 * <p>One that was not used for a while makes room for another, by second chance (the clock of Corbató, "A Paging
 * Experiment with the Multics System", 1968). One thread at a time.
 */
final class HotBooks {
    private static final int FIRST_SIZE = 1 << 10;

    private final int most;
    private final Consumer<Hot> beforeForgetting;

    private int[] hashes = new int[FIRST_SIZE];
    private @Nullable Hot[] books = new Hot[FIRST_SIZE];
    private int count;
    /** Goes round the table and takes the first that was not used since it last came by. */
    private int hand;

    /** A book in use. */
    static final class Hot {
        private static final byte[] NOTHING = {};

        /** What the keys of its log begin with. */
        final byte[] log;
        /** Movements in the log that the kept book does not know of, or may not know of; 0 when it knows of all. */
        int unkept;

        private byte[] packed = NOTHING;
        private boolean used = true;

        /** One whose book is to be set. */
        Hot(byte[] log, int unkept) {
            this.log = log;
            this.unkept = unkept;
        }

        Book book() {
            return BookCodec.read(new Unpacker(packed));
        }

        /** @param packer whatever it holds is lost */
        void book(Book book, Packer packer) {
            packed = BookCodec.write(packer.cleared(), book).packedInto(packed);
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
    Hot get(byte[] log) {
        Hot found = books[find(log, hash(log))];
        if (found != null) {
            found.used = true;
        }
        return found;
    }

    /** @param hot of a position that none is in use of */
    void put(Hot hot) {
        if (count == most) {
            forgetOne();
        } else if (count * 2 >= books.length) {
            grow();
        }
        add(hot);
    }

    private void add(Hot hot) {
        int hash = hash(hot.log);
        int at = find(hot.log, hash);
        hashes[at] = hash;
        books[at] = hot;
        count++;
    }

    /** Where that one stands, or may be put. */
    private int find(byte[] log, int hash) {
        int at = home(hash);
        for (Hot one = books[at]; one != null; one = books[at]) {
            if (hashes[at] == hash && Arrays.equals(one.log, log)) {
                return at;
            }
            at = next(at);
        }
        return at;
    }

    private void forgetOne() {
        Hot one = books[hand];
        while (one == null || one.used) {
            if (one != null) {
                one.used = false;
            }
            hand = next(hand);
            one = books[hand];
        }
        beforeForgetting.accept(one);
        close(hand);
        count--;
    }

    /** Takes out what stands there; whoever was put further on because of it moves up (Knuth, TAOCP 3, 6.4, algorithm R). */
    private void close(int gap) {
        for (int at = next(gap); books[at] != null; at = next(at)) {
            int home = home(hashes[at]);
            boolean between = gap <= at ? gap < home && home <= at : gap < home || home <= at;
            if (!between) {
                hashes[gap] = hashes[at];
                books[gap] = books[at];
                gap = at;
            }
        }
        books[gap] = null;
    }

    private void grow() {
        Hot[] all = books;
        hashes = new int[all.length * 2];
        books = new Hot[all.length * 2];
        count = 0;
        for (Hot one : all) {
            if (one != null) {
                add(one);
            }
        }
    }

    private int home(int hash) {
        return hash & (books.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (books.length - 1);
    }

    /** Spread, since names mostly differ in a digit at their end. */
    private static int hash(byte[] log) {
        int hash = Arrays.hashCode(log) * 0x9e3779b9;
        return hash ^ hash >>> 16;
    }
}
