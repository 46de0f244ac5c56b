package io.tillwatch.streams;

import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Counts what becomes of each input record, in a store that commits together with the work: after a crash the balance
 * is as exact as the results. One stream task owns it.
 */
public final class Accounts {
    private final String component;
    private final KeyValueStore<String, AccountingSnapshot> store;
    private final Clock clock;
    private final Set<String> changed = new HashSet<>();

    public Accounts(String component, KeyValueStore<String, AccountingSnapshot> store, Clock clock) {
        this.component = component;
        this.store = store;
        this.clock = clock;
    }

    /** The store to add to a topology. The cache turns a write a record into one a commit. */
    public static StoreBuilder<KeyValueStore<String, AccountingSnapshot>> storeBuilder(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), JsonSerde.of(AccountingSnapshot.class))
                .withCachingEnabled();
    }

    /** Counts one record. */
    public void count(RecordMetadata metadata, String flow, Outcome outcome) {
        String partition = metadata.topic() + "-" + metadata.partition();
        AccountingSnapshot opened = AccountingSnapshot.opened(component, partition, flow, clock.instant());
        String key = opened.key();
        AccountingSnapshot account = store.get(key);
        store.put(key, (account == null ? opened : account).plus(outcome, clock.instant()));
        changed.add(key);
    }

    /** Tells the accounts that changed since the last time. */
    public void tell(Consumer<AccountingSnapshot> each) {
        changed.forEach(key -> {
            AccountingSnapshot account = store.get(key);
            if (account != null) {
                each.accept(account);
            }
        });
        changed.clear();
    }
}
