package io.tillwatch.inventory;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What can be read of a ledger's state beside the thread that owns it. Thread-safe. */
interface LedgerReader {
    /** Null when nothing was ever said of that SKU there. */
    @Nullable
    Book book(String sku, String location);

    /** Every location of a SKU, in any order. */
    void positionsOf(String sku, BiConsumer<String, Book> each);

    /** All movements of a position, voided ones too, in any order. */
    List<Movement> movements(String sku, String location);
}
