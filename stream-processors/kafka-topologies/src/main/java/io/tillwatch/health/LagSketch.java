package io.tillwatch.health;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.streams.Sketches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;

/** Lags in milliseconds as a sketch that travels as text and merges. */
final class LagSketch {
    private static final int MAX_BINS = 1024;

    private LagSketch() {}

    static String encode(DDSketch sketch) {
        try {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            sketch.encode(out, false);
            byte[] bytes = java.util.Arrays.copyOf(out.backingArray(), out.numWrittenBytes());
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a sketch to memory", e);
        }
    }

    static LagQuantiles merged(Collection<String> encoded) {
        DDSketch sum = Sketches.create();
        for (String one : encoded) {
            sum.mergeWith(decode(one));
        }
        return Sketches.quantiles(sum);
    }

    static String merge(String first, String second) {
        DDSketch sum = decode(first);
        sum.mergeWith(decode(second));
        return encode(sum);
    }

    private static DDSketch decode(String encoded) {
        try {
            return DDSketch.decode(
                    ByteArrayInput.wrap(Base64.getDecoder().decode(encoded)),
                    () -> new CollapsingLowestDenseStore(MAX_BINS));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored sketch is damaged", e);
        }
    }
}
