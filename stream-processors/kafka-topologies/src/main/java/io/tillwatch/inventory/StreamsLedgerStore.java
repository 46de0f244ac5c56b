package io.tillwatch.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A ledger's state in the stores of a stream task. Keys are texts whose parts a NUL divides, so prefixes are ranges. */
final class StreamsLedgerStore implements LedgerStore {
    private static final char DIVIDER = '\u0000';
    private static final char AFTER_DIVIDER = '\u0001';
    private static final int EPOCH_DIGITS = 13;
    private static final Instant END = Instant.ofEpochMilli(9_999_999_999_999L);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final KeyValueStore<String, byte[]> books;
    private final KeyValueStore<String, byte[]> movements;
    private final KeyValueStore<String, byte[]> holds;
    private final KeyValueStore<String, byte[]> expiries;

    StreamsLedgerStore(
            KeyValueStore<String, byte[]> books,
            KeyValueStore<String, byte[]> movements,
            KeyValueStore<String, byte[]> holds,
            KeyValueStore<String, byte[]> expiries) {
        this.books = books;
        this.movements = movements;
        this.holds = holds;
        this.expiries = expiries;
    }

    @Override
    public Book book(String sku, String location) {
        byte[] bytes = books.get(key(sku, location));
        return bytes == null ? Book.EMPTY : MovementCodec.book(bytes);
    }

    @Override
    public void put(String sku, String location, Book book) {
        books.put(key(sku, location), MovementCodec.encode(book));
    }

    @Override
    public @Nullable Movement movement(Movement likeThis) {
        byte[] bytes = movements.get(id(likeThis));
        return bytes == null ? null : MovementCodec.movement(bytes);
    }

    @Override
    public void put(Movement movement) {
        movements.put(id(movement), MovementCodec.encode(movement));
    }

    @Override
    public void movements(String sku, String location, Consumer<Movement> each) {
        range(movements, key(sku, location)).forEach(entry -> each.accept(MovementCodec.movement(entry.value)));
    }

    @Override
    public Hold hold(String sku, String location, HoldKind kind, String document) {
        byte[] bytes = holds.get(holdKey(sku, location, kind, document));
        return bytes == null ? Hold.NONE : MovementCodec.hold(bytes);
    }

    @Override
    public void put(String sku, String location, HoldKind kind, String document, Hold hold) {
        holds.put(holdKey(sku, location, kind, document), MovementCodec.encode(hold));
    }

    @Override
    public void holds(String sku, String location, HoldKind kind, BiConsumer<String, Hold> each) {
        String prefix = key(sku, location) + DIVIDER + kind.name();
        range(holds, prefix)
                .forEach(entry ->
                        each.accept(entry.key.substring(prefix.length() + 1), MovementCodec.hold(entry.value)));
    }

    @Override
    public void dropHolds(String sku, String location) {
        range(holds, key(sku, location)).forEach(entry -> holds.delete(entry.key));
    }

    @Override
    public void expireAt(Instant time, String sku, String location, String reservation) {
        // Up to the next millisecond: looked at a moment too early, it would never be looked at again.
        expiries.put(
                epoch(time.plusNanos(NANOS_PER_MILLI - 1)) + DIVIDER + key(sku, location) + DIVIDER + reservation,
                new byte[0]);
    }

    @Override
    public void due(Instant now, Due each) {
        List<String> due = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = expiries.range(null, epoch(now) + AFTER_DIVIDER)) {
            entries.forEachRemaining(entry -> due.add(entry.key));
        }
        for (String entry : due) {
            expiries.delete(entry);
            List<String> parts = parts(entry);
            each.expire(parts.get(1), parts.get(2), parts.get(3));
        }
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {
        forEachPosition(books, sku, each);
    }

    /** Also for interactive queries, which read the same store from outside. */
    static void forEachPosition(
            ReadOnlyKeyValueStore<String, byte[]> books, String sku, BiConsumer<String, Book> each) {
        try (KeyValueIterator<String, byte[]> entries = books.range(sku + DIVIDER, sku + AFTER_DIVIDER)) {
            entries.forEachRemaining(
                    entry -> each.accept(entry.key.substring(sku.length() + 1), MovementCodec.book(entry.value)));
        }
    }

    static List<Movement> movements(ReadOnlyKeyValueStore<String, byte[]> store, String sku, String location) {
        return range(store, key(sku, location)).stream()
                .map(entry -> MovementCodec.movement(entry.value))
                .toList();
    }

    static String key(String sku, String location) {
        return sku + DIVIDER + location;
    }

    /** The parts of a key: SKU, location, and what follows. */
    static List<String> parts(String key) {
        return List.of(key.split(String.valueOf(DIVIDER), -1));
    }

    /** Read before anything is written, since an iterator over a cached store dislikes writes beneath it. */
    private static List<KeyValue<String, byte[]>> range(ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
        List<KeyValue<String, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.range(prefix + DIVIDER, prefix + AFTER_DIVIDER)) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }

    private static String id(Movement movement) {
        return key(movement.sku(), movement.location())
                + DIVIDER
                + movement.source()
                + DIVIDER
                + movement.eventId()
                + DIVIDER
                + movement.line()
                + DIVIDER
                + movement.kind().code();
    }

    private static String holdKey(String sku, String location, HoldKind kind, String document) {
        return key(sku, location) + DIVIDER + kind.name() + DIVIDER + document;
    }

    /** Milliseconds with leading zeros sort as times do, from 1970 to 2286; beyond that, at the end of it. */
    private static String epoch(Instant time) {
        long millis = time.isBefore(END) ? Math.max(0, time.toEpochMilli()) : END.toEpochMilli();
        String digits = Long.toString(millis);
        return "0".repeat(Math.max(0, EPOCH_DIGITS - digits.length())) + digits;
    }
}
