package io.tillwatch.state;

import io.tillwatch.contracts.json.JsonSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What one run leaves to the next: values go through JSON, as they do on their way to a changelog and back. */
public final class Stored<V> {
    private final KeyValueStore<String, V> store;

    public Stored(Class<V> type) {
        store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("stored"), Serdes.String(), JsonSerde.of(type))
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    /** As a new run finds it. */
    public KeptMap<V> found() {
        return new KeptMap<>(store);
    }
}
