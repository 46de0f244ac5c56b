package io.tillwatch.state;

import org.jspecify.annotations.Nullable;

/**
 * What was written to a packed store up to its last chunk: what is read belongs together, and lags behind the stream by
 * a commit at most. Thread-safe.
 */
public interface PackedReader {
    /** Null when there is no such key. */
    byte @Nullable [] get(byte[] key);

    /** All entries from a key on and before another, in the order of their bytes, as they stood at one moment. */
    void scan(byte[] from, byte[] before, EntryVisitor each);

    /** Sees one entry after another. */
    @FunctionalInterface
    interface EntryVisitor {
        /** @return whether to go on */
        boolean visit(byte[] key, byte[] value);
    }
}
