package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.HotBooks.Hot;
import io.tillwatch.state.PackedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's state in the packed store of its task. The log is the truth; a book is kept now and then, and follows from
 * the log in between, so that an ordinary movement is one write. A book is kept once more before it is forgotten: one
 * that this run kept and does not hold knows its whole log, and comes back with one look-up. Of a book that another run
 * kept nobody knows that, and a search through the log costs several look-ups into each sorted run of RocksDB.
 */
final class PackedLedgerStore implements LedgerStore {
    /** A read from disk follows at most that many movements. */
    private static final int KEEP_EVERY = 64;

    private static final byte[] NOTHING = {};
    private static final int SWEPT_AT_A_TIME = 10;

    private final PackedState store;
    private final StoredLedger stored;
    private final HotBooks hot;
    /** Books that this run keeps have no earlier number; 0 until one is asked for. */
    private long began;
    /** Where the next look for old logs begins; empty at the first position. */
    private byte[] sweptTo = NOTHING;
    /** Nothing expires before that; unknown until the first look. */
    private Instant nothingDueBefore = Instant.MIN;
    /** A movement asks for its book again and again, and may change it more than once. */
    private @Nullable Hot last;

    private String lastSku = "";
    private String lastLocation = "";
    private Book lastBook = Book.EMPTY;
    private boolean lastChanged;
    private final Packer packer = new Packer();

    /** @param hotBooks how many books stay in memory */
    PackedLedgerStore(PackedState store, int hotBooks) {
        this.store = store;
        this.stored = new StoredLedger(store);
        this.hot = new HotBooks(hotBooks, this::keepBeforeForgetting);
    }

    @Override
    public Book book(String sku, String location) {
        hot(sku, location);
        return lastBook;
    }

    /** From now on {@link #lastBook} is the one of that position. */
    private Hot hot(String sku, String location) {
        if (last != null && sku.equals(lastSku) && location.equals(lastLocation)) {
            return last;
        }
        putBack();
        byte[] log = LedgerKeys.logOf(sku, location);
        Hot found = hot.get(log);
        if (found == null) {
            found = loaded(sku, location, log);
            hot.put(found);
        }
        last = found;
        lastSku = sku;
        lastLocation = location;
        lastBook = found.book();
        return found;
    }

    private void putBack() {
        if (last != null && lastChanged) {
            last.book(lastBook, packer);
            lastChanged = false;
        }
    }

    private Hot loaded(String sku, String location, byte[] log) {
        if (began == 0) {
            began = store.nextSequence();
        }
        byte[] kept = store.current(LedgerKeys.book(sku, location));
        if (kept == null) {
            // The first movement of a position is kept at once: positions of a SKU are found by their books.
            return loaded(new Hot(log, KEEP_EVERY), Book.EMPTY);
        }
        KeptBook known = BookCodec.decode(kept);
        if (known.sequence() >= began) {
            return loaded(new Hot(log, 0), known.book());
        }
        return loaded(new Hot(log, KEEP_EVERY / 2), stored.followed(sku, location, known));
    }

    private Hot loaded(Hot one, Book book) {
        one.book(book, packer);
        return one;
    }

    private void keepBeforeForgetting(Hot one) {
        if (one.unkept > 0) {
            Book book = one.book();
            if (!book.equals(Book.EMPTY)) {
                keep(one, book);
            }
        }
    }

    @Override
    public void put(String sku, String location, Book book) {
        keep(changed(sku, location, book), book);
    }

    @Override
    public void remember(String sku, String location, Book book) {
        Hot one = changed(sku, location, book);
        one.unkept++;
        if (one.unkept > KEEP_EVERY) {
            keep(one, book);
        }
    }

    private Hot changed(String sku, String location, Book book) {
        Hot one = hot(sku, location);
        lastBook = book;
        lastChanged = true;
        return one;
    }

    private void keep(Hot one, Book book) {
        one.unkept = 0;
        store.put(LedgerKeys.bookOf(one.log), BookCodec.encode(new KeptBook(store.lastSequence(), book)));
    }

    @Override
    public void append(Movement movement) {
        byte[] log = hot(movement.sku(), movement.location()).log;
        store.append(LedgerKeys.log(log, store.nextSequence()), MovementCodec.encode(movement));
    }

    @Override
    public void exchange(String sku, String location, List<Movement> removed, List<Movement> added, Book book) {
        // What comes is small and stands in one chunk with its book, which knows it; what goes may take several.
        store.write();
        added.forEach(this::append);
        put(sku, location, book);
        Set<Movement> gone = new HashSet<>(removed);
        byte[] prefix = LedgerKeys.logOf(sku, location);
        List<byte[]> keys = new ArrayList<>();
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            if (gone.contains(MovementCodec.movement(sku, location, value))) {
                keys.add(key);
            }
            return true;
        });
        keys.forEach(store::delete);
    }

    @Override
    public List<Place> longPast(Instant boundary) {
        List<Place> seen = new ArrayList<>();
        byte[] all = LedgerKeys.all(LedgerKeys.BOOK);
        byte[] end = LedgerKeys.after(all);
        store.scan(sweptTo.length == 0 ? all : sweptTo, end, (key, value) -> {
            List<String> position = LedgerKeys.texts(key);
            seen.add(Place.of(position.get(0), position.get(1)));
            sweptTo = LedgerKeys.after(key);
            return seen.size() < SWEPT_AT_A_TIME;
        });
        if (seen.size() < SWEPT_AT_A_TIME) {
            sweptTo = NOTHING;
        }
        return seen.stream().filter(place -> beginsBefore(place, boundary)).toList();
    }

    private boolean beginsBefore(Place place, Instant boundary) {
        byte[] prefix = LedgerKeys.logOf(place.sku(), place.location());
        boolean[] old = {false};
        store.scan(prefix, LedgerKeys.after(prefix), (key, value) -> {
            old[0] = MovementCodec.movement(place.sku(), place.location(), value)
                    .occurredAt()
                    .isBefore(boundary);
            return false;
        });
        return old[0];
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
    public void dropHold(String sku, String location, HoldKind kind, String document) {
        store.delete(LedgerKeys.hold(sku, location, kind, document));
    }

    @Override
    public void dropHolds(String sku, String location) {
        drop(LedgerKeys.holdsOf(sku, location), key -> {});
    }

    @Override
    public void expireAt(Instant time, String sku, String location, String reservation) {
        store.append(LedgerKeys.expiry(time, sku, location, reservation), NOTHING);
        if (time.isBefore(nothingDueBefore)) {
            nothingDueBefore = time;
        }
    }

    @Override
    public void due(Instant now, Due each) {
        // Asked several times a second, mostly in vain; and a look waits until all is written.
        if (now.isBefore(nothingDueBefore)) {
            return;
        }
        List<List<String>> due = new ArrayList<>();
        store.write();
        byte[] all = LedgerKeys.all(LedgerKeys.EXPIRY);
        byte[] later = LedgerKeys.expiredBy(now);
        nothingDueBefore = Instant.MAX;
        store.scan(later, LedgerKeys.after(all), (key, value) -> {
            nothingDueBefore = LedgerKeys.expiresAt(key);
            return false;
        });
        drop(all, later, key -> due.add(LedgerKeys.expiring(key)));
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
