package io.tillwatch.state;

/** Says which entries of a store are to be kept. Asked now and then, of each entry once a round. */
@FunctionalInterface
public interface Retention {
    /** Keeps everything. */
    Retention ALL = (key, value) -> true;

    /** Whether an entry is needed still; what is not goes for ever. */
    boolean keeps(byte[] key, byte[] value);
}
