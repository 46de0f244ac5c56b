package io.tillwatch.inventory;

import io.tillwatch.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of events, in the packed store of their task. One thread at a time. */
final class PackedEventIndex implements EventIndex {
    private final PackedState store;
    /** An event is put right after it was not found: under the key that is made already. */
    private String lastSource = "";

    private String lastId = "";
    private byte[] lastKey = {};

    PackedEventIndex(PackedState store) {
        this.store = store;
    }

    @Override
    public @Nullable Known find(String source, String id) {
        byte[] bytes = store.current(key(source, id));
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
