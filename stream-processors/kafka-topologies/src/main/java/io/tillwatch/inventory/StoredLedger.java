package io.tillwatch.inventory;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads a ledger in the stores of this instance. */
record StoredLedger(ReadOnlyKeyValueStore<String, byte[]> books, ReadOnlyKeyValueStore<String, byte[]> log)
        implements LedgerReader {
    @Override
    public @Nullable Book book(String sku, String location) {
        byte[] bytes = books.get(StreamsLedgerStore.key(sku, location));
        return bytes == null ? null : MovementCodec.book(bytes);
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {
        StreamsLedgerStore.forEachPosition(books, sku, each);
    }

    @Override
    public List<Movement> movements(String sku, String location) {
        return StreamsLedgerStore.movements(log, sku, location);
    }
}
