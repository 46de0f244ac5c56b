package io.tillwatch.inventory;

import io.tillwatch.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of events, in the packed store of their task. */
record PackedEventIndex(PackedState store) implements EventIndex {
    @Override
    public @Nullable Known find(String source, String id) {
        byte[] bytes = store.current(LedgerKeys.event(source, id));
        return bytes == null ? null : decode(bytes);
    }

    @Override
    public void put(String source, String id, Known known) {
        store.put(LedgerKeys.event(source, id), encode(known));
    }

    static byte[] encode(Known known) {
        Packer out = new Packer()
                .fixed(known.content())
                .flag(known.seen())
                .flag(known.voided())
                .number(known.positions().size());
        known.positions().forEach(out::text);
        return out.packed();
    }

    static Known decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        long content = in.fixed();
        boolean seen = in.flag();
        boolean voided = in.flag();
        int size = (int) in.number();
        List<String> positions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            positions.add(in.text());
        }
        return new Known(content, seen, voided, positions);
    }
}
