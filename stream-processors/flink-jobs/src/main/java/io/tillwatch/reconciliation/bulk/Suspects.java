package io.tillwatch.reconciliation.bulk;

import java.util.BitSet;

/**
 * What did not pass the sieve: where the lines stand that are to be read again. Bounded, since two files that have
 * nothing to do with each other would fill the heap. Not thread-safe.
 */
final class Suspects {
    private final int most;
    private final LongList positions = new LongList();
    private final LongIndex documents = new LongIndex();
    private final LongList lonely = new LongList();

    Suspects(int most) {
        this.most = most;
    }

    /** A line to be read again. */
    void add(long position) {
        if (positions.size() >= most) {
            throw new TooManySuspects(most);
        }
        positions.add(position);
    }

    /**
     * An order without a receipt. A receipt with the same ticket and total may tell why; and its session is judged only
     * when any receipt of it is known.
     */
    void orphan(long position, long document, long session) {
        add(position);
        documents.add(document);
        lonely.add(session);
    }

    /** Numbers of the sessions that orphans are in. */
    BitSet lonely(Sessions sessions) {
        BitSet found = new BitSet();
        for (int i = 0; i < lonely.size(); i++) {
            int session = sessions.find(lonely.get(i));
            if (session >= 0) {
                found.set(session);
            }
        }
        return found;
    }

    boolean anyOrphan() {
        return documents.size() > 0;
    }

    boolean isOrphans(long document) {
        return documents.find(document) >= 0;
    }

    int size() {
        return positions.size();
    }

    /** By file and offset, each once. */
    long[] sorted() {
        return positions.sorted();
    }
}
