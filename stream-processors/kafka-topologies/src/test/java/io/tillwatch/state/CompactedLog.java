package io.tillwatch.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A changelog as a compacted topic keeps it: the last word on each name, in the order of the names; and texts as bytes. */
final class CompactedLog implements PackedState.Changelog {
    /** Keys of the tests begin with K. */
    static final KeySpaces SPACES = new KeySpaces("K", "K");

    final TreeMap<Long, byte[]> chunks = new TreeMap<>();

    @Override
    public void add(long number, byte @Nullable [] chunk) {
        if (chunk == null) {
            chunks.remove(number);
        } else {
            chunks.put(number, chunk);
        }
    }

    static Map<String, String> all(PackedReader reader) {
        Map<String, String> all = new TreeMap<>();
        reader.scan(bytes("K"), bytes("L"), (key, value) -> {
            all.put(new String(key, UTF_8), new String(value, UTF_8));
            return true;
        });
        return all;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
