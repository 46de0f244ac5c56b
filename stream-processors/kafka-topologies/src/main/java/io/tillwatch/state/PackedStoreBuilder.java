package io.tillwatch.state;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Adds a packed store to a topology; its changelog is on and cannot be switched off. */
public final class PackedStoreBuilder implements StoreBuilder<PackedStore> {
    private final String name;
    private final KeySpaces spaces;
    private Map<String, String> changelog = Map.of();

    public PackedStoreBuilder(String name, KeySpaces spaces) {
        this.name = name;
        this.spaces = spaces;
    }

    @Override
    public PackedStore build() {
        return new PackedStore(name, spaces);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public Map<String, String> logConfig() {
        return new HashMap<>(changelog);
    }

    @Override
    public StoreBuilder<PackedStore> withLoggingEnabled(Map<String, String> config) {
        changelog = Map.copyOf(config);
        return this;
    }

    /** It has its own. */
    @Override
    public StoreBuilder<PackedStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<PackedStore> withCachingDisabled() {
        throw new UnsupportedOperationException("a packed store is written behind");
    }

    @Override
    public StoreBuilder<PackedStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("a packed store lives from its changelog");
    }
}
