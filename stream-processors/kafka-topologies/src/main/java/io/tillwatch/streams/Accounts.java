package io.tillwatch.streams;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.state.WriteBehind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of each input record, in a store that commits together with the work: after a crash the balance
 * is as exact as the results. One stream task owns it.
 */
public final class Accounts {
    private final String component;
    private final Shelf shelf;
    private final boolean writeThrough;
    private final Clock clock;
    private final Map<Input, Account> open = new HashMap<>();
    /** Records of one input mostly come one behind the other. */
    private @Nullable Account last;

    private final Set<Account> untold = new LinkedHashSet<>();
    private final Set<Account> unsaved = new LinkedHashSet<>();
    /** What a restart found: counted and kept, but perhaps not told before the stop. */
    private final List<AccountingSnapshot> found = new ArrayList<>();

    /** Where accounts stand between two commits. */
    public interface Shelf {
        @Nullable
        AccountingSnapshot get(String key);

        void put(String key, AccountingSnapshot account);

        void each(Consumer<AccountingSnapshot> visitor);
    }

    private record Input(String topic, int partition, String flow) {}

    private static final class Account {
        private final Input input;
        private final AccountingSnapshot before;
        private final Map<Outcome, Long> since = new EnumMap<>(Outcome.class);

        Account(Input input, AccountingSnapshot before) {
            this.input = input;
            this.before = before;
        }

        boolean isOf(RecordMetadata metadata, String flow) {
            return input.partition() == metadata.partition()
                    && input.flow().equals(flow)
                    && input.topic().equals(metadata.topic());
        }
    }

    /** Each record is written to the store as it is counted. */
    public Accounts(String component, KeyValueStore<String, AccountingSnapshot> store, Clock clock) {
        this(component, new Stored(store), true, clock);
    }

    private Accounts(String component, Shelf shelf, boolean writeThrough, Clock clock) {
        this.component = component;
        this.shelf = shelf;
        this.writeThrough = writeThrough;
        this.clock = clock;
        shelf.each(found::add);
    }

    /** Counts on the heap: {@link #save} must be called before each commit. */
    public static Accounts writtenBehind(String component, Shelf shelf, Clock clock) {
        return new Accounts(component, shelf, false, clock);
    }

    /** The store to add to a topology, which turns a write a record into one a commit. */
    public static StoreBuilder<KeyValueStore<String, AccountingSnapshot>> storeBuilder(String name) {
        return WriteBehind.json(name, AccountingSnapshot.class);
    }

    /** Counts one record. */
    public void count(RecordMetadata metadata, String flow, Outcome outcome) {
        Account account = last;
        if (account == null || !account.isOf(metadata, flow)) {
            account = open.computeIfAbsent(new Input(metadata.topic(), metadata.partition(), flow), this::continued);
            last = account;
        }
        account.since.merge(outcome, 1L, Long::sum);
        untold.add(account);
        unsaved.add(account);
        if (writeThrough) {
            save();
        }
    }

    private Account continued(Input input) {
        AccountingSnapshot opened = AccountingSnapshot.opened(
                component, input.topic() + "-" + input.partition(), input.flow(), clock.instant());
        AccountingSnapshot known = shelf.get(opened.key());
        return new Account(input, known == null ? opened : known);
    }

    /** Puts what was counted on the shelf. */
    public void save() {
        unsaved.forEach(account -> shelf.put(account.before.key(), snapshot(account)));
        unsaved.clear();
    }

    /** Tells the accounts that changed since the last time; after a restart all. */
    public void tell(Consumer<AccountingSnapshot> each) {
        found.forEach(each);
        found.clear();
        untold.forEach(account -> each.accept(snapshot(account)));
        untold.clear();
    }

    private AccountingSnapshot snapshot(Account account) {
        AccountingSnapshot snapshot = account.before;
        for (Map.Entry<Outcome, Long> more : account.since.entrySet()) {
            snapshot = snapshot.plus(more.getKey(), more.getValue(), clock.instant());
        }
        return snapshot;
    }

    private record Stored(KeyValueStore<String, AccountingSnapshot> store) implements Shelf {
        @Override
        public @Nullable AccountingSnapshot get(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, AccountingSnapshot account) {
            store.put(key, account);
        }

        @Override
        public void each(Consumer<AccountingSnapshot> visitor) {
            try (KeyValueIterator<String, AccountingSnapshot> all = store.all()) {
                all.forEachRemaining(entry -> visitor.accept(entry.value));
            }
        }
    }
}
