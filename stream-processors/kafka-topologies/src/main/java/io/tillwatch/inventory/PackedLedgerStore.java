package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.HotBooks.Hot;
import io.tillwatch.state.PackedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's state in the packed store of its task. The log is the truth; a book is kept now and then, and follows from
 * the log in between, so that an ordinary movement is one write.
 */
final class PackedLedgerStore implements LedgerStore {
    /** A read from disk follows at most that many movements. */
    private static final int KEEP_EVERY = 64;

    private static final byte[] NOTHING = {};

    private final PackedState store;
    private final StoredLedger stored;
    private final HotBooks hot;
    /** A movement asks for its book again and again. */
    private @Nullable Hot lastHot;

    /** @param hotBooks how many books stay in memory */
    PackedLedgerStore(PackedState store, int hotBooks) {
        this.store = store;
        this.stored = new StoredLedger(store);
        this.hot = new HotBooks(hotBooks, store::write);
    }

    @Override
    public Book book(String sku, String location) {
        return hot(sku, location).book;
    }

    private Hot hot(String sku, String location) {
        Hot found = lastHot;
        if (found == null || !found.is(sku, location)) {
            found = hot.get(sku, location);
            if (found == null) {
                found = loaded(sku, location);
                hot.put(sku, location, found);
            }
            lastHot = found;
        }
        return found;
    }

    private Hot loaded(String sku, String location) {
        byte[] log = LedgerKeys.logOf(sku, location);
        byte[] kept = store.current(LedgerKeys.book(sku, location));
        // The first movement of a position is kept at once: positions of a SKU are found by their books.
        return kept == null
                ? new Hot(sku, location, log, Book.EMPTY, KEEP_EVERY)
                : new Hot(sku, location, log, stored.followed(sku, location, kept), KEEP_EVERY / 2);
    }

    @Override
    public void put(String sku, String location, Book book) {
        Hot one = hot(sku, location);
        one.book = book;
        keep(sku, location, one);
    }

    @Override
    public void remember(String sku, String location, Book book) {
        Hot one = hot(sku, location);
        one.book = book;
        one.unkept++;
        if (one.unkept > KEEP_EVERY) {
            keep(sku, location, one);
        }
    }

    private void keep(String sku, String location, Hot one) {
        one.unkept = 0;
        store.put(LedgerKeys.book(sku, location), BookCodec.encode(new KeptBook(store.lastSequence(), one.book)));
    }

    @Override
    public void append(Movement movement) {
        byte[] log = hot(movement.sku(), movement.location()).log;
        store.append(LedgerKeys.log(log, store.nextSequence()), MovementCodec.encode(movement));
    }

    @Override
    public void movements(String sku, String location, Consumer<Movement> each) {
        store.write();
        stored.movements(sku, location).forEach(each);
    }

    @Override
    public int markVoided(String sku, String location, EventRef event, Instant at) {
        store.write();
        byte[] prefix = LedgerKeys.logOf(sku, location);
        List<Runnable> marks = new ArrayList<>();
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            Movement movement = MovementCodec.movement(sku, location, value);
            if (movement.isOf(event) && !movement.voided()) {
                marks.add(() -> store.append(key, MovementCodec.encode(movement.withVoided(at))));
            }
            return true;
        });
        marks.forEach(Runnable::run);
        return marks.size();
    }

    @Override
    public Hold hold(String sku, String location, HoldKind kind, String document) {
        byte[] bytes = store.current(LedgerKeys.hold(sku, location, kind, document));
        return bytes == null ? Hold.NONE : HoldCodec.decode(bytes);
    }

    @Override
    public void put(String sku, String location, HoldKind kind, String document, Hold hold) {
        store.put(LedgerKeys.hold(sku, location, kind, document), HoldCodec.encode(hold));
    }

    @Override
    public void holds(String sku, String location, HoldKind kind, BiConsumer<String, Hold> each) {
        store.write();
        byte[] prefix = LedgerKeys.holdsOf(sku, location, kind);
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            each.accept(LedgerKeys.texts(key).get(3), HoldCodec.decode(value));
            return true;
        });
    }

    @Override
    public void dropHolds(String sku, String location) {
        drop(LedgerKeys.holdsOf(sku, location), key -> {});
    }

    @Override
    public void expireAt(Instant time, String sku, String location, String reservation) {
        store.append(LedgerKeys.expiry(time, sku, location, reservation), NOTHING);
    }

    @Override
    public void due(Instant now, Due each) {
        List<List<String>> due = new ArrayList<>();
        store.write();
        drop(LedgerKeys.all(LedgerKeys.EXPIRY), LedgerKeys.expiredBy(now), key -> due.add(LedgerKeys.expiring(key)));
        due.forEach(one -> each.expire(one.get(0), one.get(1), one.get(2)));
    }

    private void drop(byte[] prefix, Consumer<byte[]> each) {
        store.write();
        drop(prefix, LedgerKeys.after(prefix), each);
    }

    private void drop(byte[] from, byte[] before, Consumer<byte[]> each) {
        List<byte[]> keys = new ArrayList<>();
        store.scan(from, before, (key, value) -> keys.add(key));
        keys.forEach(key -> {
            store.delete(key);
            each.accept(key);
        });
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {
        store.write();
        List<String> locations = new ArrayList<>();
        byte[] prefix = LedgerKeys.booksOf(sku);
        store.scan(
                prefix,
                LedgerKeys.after(prefix),
                (key, value) -> locations.add(LedgerKeys.texts(key).get(1)));
        locations.forEach(location -> each.accept(location, book(sku, location)));
    }
}
