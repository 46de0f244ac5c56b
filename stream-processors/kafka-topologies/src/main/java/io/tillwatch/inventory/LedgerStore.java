package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a ledger keeps its state. One thread at a time. */
interface LedgerStore {
    Book book(String sku, String location);

    /** Keeps a book. */
    void put(String sku, String location, Book book);

    /**
     * Notes a book that {@link StockLedger#follow} makes of the last one put and of the movements logged since: it need
     * not be kept.
     */
    void remember(String sku, String location, Book book);

    /** Adds a movement to the log of its position. Each comes once: the intake sees to that. */
    void append(Movement movement);

    /**
     * Puts others into a position's log for some of it, with the book that they make. A reader in between sees either
     * book, never a mixture.
     */
    void exchange(String sku, String location, List<Movement> removed, List<Movement> added, Book book);

    /**
     * Positions whose log begins with movements that occurred before a boundary, some of all; the next call goes on where
     * this one ended, round and round.
     */
    List<Place> longPast(Instant boundary);

    /** All movements of a position, voided ones too, in any order. */
    void movements(String sku, String location, Consumer<Movement> each);

    /**
     * Marks what an event did to a position as voided.
     *
     * @return how many movements that were not voided before
     */
    int markVoided(String sku, String location, EventRef event, Instant at);

    /** A reservation or transfer of a position; {@link Hold#NONE} when nothing is known of it. */
    Hold hold(String sku, String location, HoldKind kind, String document);

    void put(String sku, String location, HoldKind kind, String document, Hold hold);

    void holds(String sku, String location, HoldKind kind, BiConsumer<String, Hold> each);

    /** Drops what is known of a reservation or transfer that holds nothing any more. */
    void dropHold(String sku, String location, HoldKind kind, String document);

    /** Drops all holds of a position, before they are made anew from its movements. */
    void dropHolds(String sku, String location);

    /** Notes that a reservation is to be looked at again at that time. */
    void expireAt(Instant time, String sku, String location, String reservation);

    /** Takes out every reservation whose time has come. */
    void due(Instant now, Due each);

    /** Every position of a SKU that this store holds. */
    void positionsOf(String sku, BiConsumer<String, Book> each);

    /** Reservations and transfers are told apart. */
    enum HoldKind {
        RESERVATION,
        TRANSFER;

        /** What a movement of that kind is part of; null for one that stands for itself. */
        static @Nullable HoldKind of(MovementKind kind) {
            if (kind.concernsReservation()) {
                return RESERVATION;
            }
            return kind.concernsTransit() ? TRANSFER : null;
        }
    }

    /** A reservation whose time has come. */
    @FunctionalInterface
    interface Due {
        void expire(String sku, String location, String reservation);
    }
}
