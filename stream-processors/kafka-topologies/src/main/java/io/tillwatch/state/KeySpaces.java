package io.tillwatch.state;

/**
 * What is known of keys by their first byte.
 *
 * @param remembered of keys that are looked up before they are first written, so that it pays to remember on the heap
 *     which ones were
 * @param revisited of keys that are looked up again soon after they were put, so that it pays to keep the last few
 *     thousand on the heap: they are written with {@link PackedState#put} only
 */
public record KeySpaces(String remembered, String revisited) {
    boolean remembers(byte space) {
        return remembered.indexOf(space) >= 0;
    }

    boolean revisits(byte space) {
        return revisited.indexOf(space) >= 0;
    }
}
