package io.tillwatch.inventory;

import io.tillwatch.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of events, in the packed store of their task. A store that was begun by an earlier program names them all
 * by their texts: there, who is not found is looked for once more. One thread at a time.
 */
final class PackedEventIndex implements EventIndex {
    /** Stands in stores that hold no spelled UUIDs. */
    private static final byte[] SHORT_IDS = LedgerKeys.all(LedgerKeys.FORM);

    private final PackedState store;
    private final boolean spelled;
    /** An event is put right after it was not found: under the key that is made already. */
    private String lastSource = "";

    private String lastId = "";
    private byte[] lastKey = {};

    PackedEventIndex(PackedState store) {
        this.store = store;
        boolean known = store.current(SHORT_IDS) != null;
        this.spelled = !known && store.begun();
        if (!known && !spelled) {
            store.put(SHORT_IDS, new byte[] {Packer.VERSION});
        }
    }

    @Override
    public @Nullable Known find(String source, String id) {
        byte[] bytes = store.current(key(source, id));
        if (bytes == null && spelled) {
            bytes = store.current(LedgerKeys.spelledEvent(source, id));
        }
        return bytes == null ? null : decode(bytes);
    }

    @Override
    public void put(String source, String id, Known known) {
        store.put(key(source, id), encode(known));
    }

    private byte[] key(String source, String id) {
        if (!id.equals(lastId) || !source.equals(lastSource)) {
            lastKey = LedgerKeys.event(source, id);
            lastSource = source;
            lastId = id;
        }
        return lastKey;
    }

    static byte[] encode(Known known) {
        Packer out = new Packer()
                .fixed(known.content())
                .flag(known.seen())
                .flag(known.voided())
                .number(known.day())
                .number(known.positions().size());
        known.positions().forEach(out::text);
        return out.packed();
    }

    static Known decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        long content = in.fixed();
        boolean seen = in.flag();
        boolean voided = in.flag();
        long day = in.number();
        int size = (int) in.number();
        List<String> positions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            positions.add(in.text());
        }
        return new Known(content, seen, voided, positions, day);
    }
}
