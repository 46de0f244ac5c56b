package io.tillwatch.state;

import java.nio.ByteBuffer;

/** What a packed store counts, and goes on counting after a restart or a move. Not thread-safe. */
final class Numbers {
    /** Where they stand: every chunk has them. */
    static final byte[] KEY = {0};

    private static final int BYTES = 4 * Long.BYTES;

    /** Number of the last chunk. */
    long chunks;
    /** Last of the series that the store gives out. */
    long sequence;
    /** Chunks before this one are not in the changelog any more. */
    long oldest = 1;
    /** Puts and deletions in the chunks from the oldest on. */
    long entries;

    byte[] encoded() {
        return ByteBuffer.allocate(BYTES)
                .putLong(chunks)
                .putLong(sequence)
                .putLong(oldest)
                .putLong(entries)
                .array();
    }

    /** @throws IllegalStateException when they are of a form that this program does not know */
    void take(byte[] bytes, int from, int length) {
        if (length != BYTES) {
            throw new IllegalStateException("the store has the form of another version of this program: delete the"
                    + " state directory and reset the application, the events of the topics make it anew");
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes, from, BYTES);
        chunks = numbers.getLong();
        sequence = numbers.getLong();
        oldest = numbers.getLong();
        entries = numbers.getLong();
    }
}
