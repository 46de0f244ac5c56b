package io.tillwatch.inventory;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a ledger keeps its state. One thread at a time. */
interface LedgerStore {
    Book book(String sku, String location);

    void put(String sku, String location, Book book);

    @Nullable
    Movement movement(Movement likeThis);

    void put(Movement movement);

    /** All movements of a position, voided ones too, in any order. */
    void movements(String sku, String location, Consumer<Movement> each);

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

    /** The other positions of a SKU that this store holds. */
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
