package io.tillwatch.inventory;

import io.tillwatch.state.PackedReader;
import io.tillwatch.state.PackedStoreQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger's state stands: the one place that reaches into the engine's stores from outside. Thread-safe.
 *
 * <p>Without an advertised address this instance is taken for the only one.
 */
final class LedgerStores {
    private static final int ANY_PARTITION = -1;

    private final KafkaStreams streams;
    private final @Nullable HostInfo self;

    LedgerStores(KafkaStreams streams, @Nullable HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    /**
     * Who can be asked for a SKU: the owner first, then standbys, this instance before others. Only this instance when
     * it advertises no address.
     *
     * @throws StockUnavailableException while nobody is assigned
     */
    List<HostInfo> holders(String sku) {
        if (self == null) {
            return List.of();
        }
        KeyQueryMetadata place = place(sku);
        List<HostInfo> standbys = new ArrayList<>(place.standbyHosts());
        if (standbys.remove(self)) {
            standbys.add(0, self);
        }
        List<HostInfo> holders = new ArrayList<>();
        holders.add(place.activeHost());
        holders.addAll(standbys);
        return holders;
    }

    /** The partition of a SKU; any when this instance is the only one. */
    int partition(String sku) {
        return self == null ? ANY_PARTITION : place(sku).partition();
    }

    /**
     * Reads what this instance owns. The engine is asked when something is read, not before: an
     * {@link InvalidStateStoreException} then says that this instance does not own the partition now.
     */
    LedgerReader owned(int partition) {
        return reader(partition, false);
    }

    /** Reads whatever copy this instance has, with the same exception when it has none. */
    LedgerReader copy(int partition) {
        return reader(partition, true);
    }

    private KeyQueryMetadata place(String sku) {
        try {
            KeyQueryMetadata place = streams.queryMetadataForKey(
                    InventoryTopology.LEDGER, sku, Serdes.String().serializer());
            if (place == null || place.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw new StockUnavailableException("the ledger is being assigned", null);
            }
            return place;
        } catch (StreamsException | IllegalStateException e) {
            throw new StockUnavailableException("the ledger does not run", e);
        }
    }

    private LedgerReader reader(int partition, boolean stale) {
        StoreQueryParameters<PackedReader> which =
                StoreQueryParameters.fromNameAndType(InventoryTopology.LEDGER, new PackedStoreQuery());
        if (partition != ANY_PARTITION) {
            which = which.withPartition(partition);
        }
        return new StoredLedger(streams.store(stale ? which.enableStaleStores() : which));
    }
}
