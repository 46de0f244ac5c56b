package io.tillwatch.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.commons.collections4.bloomfilter.BitMapExtractor;
import org.apache.commons.collections4.bloomfilter.EnhancedDoubleHasher;
import org.apache.commons.collections4.bloomfilter.Hasher;
import org.apache.commons.collections4.bloomfilter.Shape;
import org.apache.commons.collections4.bloomfilter.SimpleBloomFilter;
import org.jspecify.annotations.Nullable;

/**
 * Says for most keys that they were never written, so that the store need not be asked. Bloom filters that double: one
 * new key in a thousand is asked for in vain, at 1.8 bytes a key. Not thread-safe.
 */
final class SeenKeys {
    private static final double FALSE_POSITIVES = 0.001;
    private static final int FIRST_CAPACITY = 1 << 18;
    private static final long SEED = 0x9e3779b97f4a7c15L;
    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

    private final List<Layer> layers = new ArrayList<>();

    private static final class Layer {
        private final int capacity;
        private final SimpleBloomFilter filter;
        private int keys;

        Layer(int capacity) {
            this.capacity = capacity;
            this.filter = new SimpleBloomFilter(Shape.fromNP(capacity, FALSE_POSITIVES));
        }
    }

    SeenKeys() {
        layers.add(new Layer(FIRST_CAPACITY));
    }

    /** What the filters know of a key. */
    static long hash(byte[] bytes, int from, int length) {
        return HASH.hash(bytes, from, length, SEED);
    }

    static long hash(byte[] key) {
        return hash(key, 0, key.length);
    }

    void add(long hash) {
        Layer last = layers.get(layers.size() - 1);
        if (last.keys >= last.capacity) {
            last = new Layer(last.capacity * 2);
            layers.add(last);
        }
        if (last.filter.merge(hasher(hash))) {
            last.keys++;
        }
    }

    boolean mayContain(long hash) {
        Hasher hasher = hasher(hash);
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i).filter.contains(hasher)) {
                return true;
            }
        }
        return false;
    }

    private static Hasher hasher(long first) {
        // A second hash of the same bytes is not needed: any odd multiple spreads the first one's bits anew.
        return new EnhancedDoubleHasher(first, Long.rotateLeft(first * SEED, 31));
    }

    byte[] encoded() {
        List<long[]> maps =
                layers.stream().map(layer -> layer.filter.asBitMapArray()).toList();
        int size = Integer.BYTES
                + maps.stream()
                        .mapToInt(map -> 2 * Integer.BYTES + map.length * Long.BYTES)
                        .sum();
        ByteBuffer buffer = ByteBuffer.allocate(size).putInt(layers.size());
        for (int i = 0; i < maps.size(); i++) {
            buffer.putInt(layers.get(i).capacity).putInt(layers.get(i).keys);
            for (long bits : maps.get(i)) {
                buffer.putLong(bits);
            }
        }
        return buffer.array();
    }

    /** Null when they are the filters of a program that chose other ones. */
    static @Nullable SeenKeys decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        SeenKeys seen = new SeenKeys();
        seen.layers.clear();
        int layers = buffer.getInt();
        for (int i = 0; i < layers; i++) {
            Layer layer = new Layer(buffer.getInt());
            layer.keys = buffer.getInt();
            long[] map = layer.filter.asBitMapArray();
            if (buffer.remaining() < map.length * Long.BYTES) {
                return null;
            }
            for (int word = 0; word < map.length; word++) {
                map[word] = buffer.getLong();
            }
            layer.filter.merge(BitMapExtractor.fromBitMapArray(map));
            seen.layers.add(layer);
        }
        return buffer.hasRemaining() ? null : seen;
    }
}
