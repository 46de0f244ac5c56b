package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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
        TRANSFER
    }

    /** A reservation whose time has come. */
    @FunctionalInterface
    interface Due {
        void expire(String sku, String location, String reservation);
    }
}
