package io.tillwatch.app.bench;

import io.tillwatch.inventory.InventoryTopology;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.WriteBatch;

/** The changelog of the stock ledger, whose records are chunks of many keys. */
final class LedgerChangelog {
    private static final String TOPIC = InventoryTopology.APPLICATION_ID + "-ledger-changelog";

    private LedgerChangelog() {}

    /** Keys that all its chunks write: as many records would a changelog hold that has one for each. */
    static long keys(BenchBroker broker) {
        AtomicLong keys = new AtomicLong();
        broker.ends(TOPIC)
                .forEach((partition, end) -> broker.read(
                        partition,
                        0,
                        end,
                        record -> keys.addAndGet(record.value() == null ? 0 : keys(record.value()))));
        return keys.get();
    }

    private static long keys(byte[] chunk) {
        try (WriteBatch batch = new WriteBatch(chunk)) {
            return batch.count();
        }
    }
}
