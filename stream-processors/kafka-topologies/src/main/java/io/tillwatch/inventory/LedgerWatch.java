package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.function.Consumer;

/** A rule that watches positions for what a person should hear of. One thread at a time; its memory ends with a restart. */
interface LedgerWatch {
    /**
     * Notes a position after it changed. Must be quick.
     *
     * @param watched whether a watch wanted to see this position again when it was last noted. If none did, whatever was
     *     open on it is closed, or told closed with the next look, and nothing need be looked up
     * @return whether the position must be noted again after a restart, though nothing changed
     */
    boolean note(Place place, Book book, boolean watched, Instant now);

    /** Notes what became part of a position just now, before the position is noted. Must be quick. */
    default void applied(Movement movement, Instant now) {}

    /** Tells what is new since the last time: what has gone wrong, and what is well again. */
    void tell(Instant now, Consumer<Signal> each);
}
