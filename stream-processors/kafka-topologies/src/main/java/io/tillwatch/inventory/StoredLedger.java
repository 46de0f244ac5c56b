package io.tillwatch.inventory;

import io.tillwatch.state.PackedReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a ledger where it is stored: the book that was kept last, and what its log says since. */
record StoredLedger(PackedReader store) implements LedgerReader {
    @Override
    public @Nullable Book book(String sku, String location) {
        byte[] kept = store.get(LedgerKeys.book(sku, location));
        return kept == null ? null : followed(sku, location, BookCodec.decode(kept));
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {
        Map<String, byte[]> kept = new HashMap<>();
        byte[] prefix = LedgerKeys.booksOf(sku);
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            kept.put(LedgerKeys.texts(key).get(1), value);
            return true;
        });
        kept.forEach((location, book) -> each.accept(location, followed(sku, location, BookCodec.decode(book))));
    }

    @Override
    public List<Movement> movements(String sku, String location) {
        List<Movement> movements = new ArrayList<>();
        byte[] prefix = LedgerKeys.logOf(sku, location);
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            movements.add(MovementCodec.movement(sku, location, value));
            return true;
        });
        return movements;
    }

    /** The book that the log makes of the one that was kept. */
    Book followed(String sku, String location, KeptBook last) {
        byte[] prefix = LedgerKeys.logOf(sku, location);
        Book[] book = {last.book()};
        store.scan(LedgerKeys.log(prefix, last.sequence() + 1), LedgerKeys.after(prefix), (key, value) -> {
            book[0] = StockLedger.follow(book[0], MovementCodec.movement(sku, location, value));
            return true;
        });
        return book[0];
    }
}
