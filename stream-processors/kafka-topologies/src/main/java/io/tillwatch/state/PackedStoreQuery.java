package io.tillwatch.state;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jspecify.annotations.Nullable;

/** Finds the packed stores of this instance for interactive queries: those of the partitions asked for, as one. */
public final class PackedStoreQuery implements QueryableStoreType<PackedReader> {
    private static final QueryableStoreType<PackedStore> ONE = new QueryableStoreType<>() {
        @Override
        public boolean accepts(StateStore store) {
            return store instanceof PackedStore;
        }

        @Override
        public PackedStore create(StateStoreProvider provider, String name) {
            throw new UnsupportedOperationException("only used to find stores");
        }
    };

    @Override
    public boolean accepts(StateStore store) {
        return ONE.accepts(store);
    }

    @Override
    public PackedReader create(StateStoreProvider provider, String name) {
        return new Together(provider, name);
    }

    private record Together(StateStoreProvider provider, String name) implements PackedReader {
        private List<PackedStore> stores() {
            return provider.stores(name, ONE);
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            for (PackedStore store : stores()) {
                byte[] found = store.state().get(key);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        @Override
        public void scan(byte[] from, byte[] before, EntryVisitor each) {
            stores().forEach(store -> store.state().scan(from, before, each));
        }
    }
}
