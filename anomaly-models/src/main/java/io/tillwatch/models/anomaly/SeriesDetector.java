package io.tillwatch.models.anomaly;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series online: every observation is judged by what came before it, then learned from. Not thread-safe: one
 * owner per series; the model behind the supplier may be swapped by any thread.
 */
public final class SeriesDetector {
    /** Model id of verdicts that no model had a part in. */
    public static final String FLOOR = "floor";

    private final DetectorConfig config;
    private final Supplier<@Nullable ResidualModel> model;

    private SeriesDetector(DetectorConfig config, Supplier<@Nullable ResidualModel> model) {
        this.config = config;
        this.model = model;
    }

    /** A fresh detector that runs the deterministic floor alone. */
    public static SeriesDetector create(DetectorConfig config) {
        return create(config, () -> null);
    }

    /** A fresh detector; the supplier is asked at every observation and may answer null for "floor alone". */
    public static SeriesDetector create(DetectorConfig config, Supplier<@Nullable ResidualModel> model) {
        return new SeriesDetector(config, model);
    }

    /**
     * Judges an observation, then learns from it.
     *
     * @throws IllegalArgumentException when the value is not finite, is negative for a count or ratio, or is older than
     *     the last one
     */
    public Verdict observe(Observation observation) {
        String id = model.get() == null ? FLOOR : "model";
        double x = observation.value();
        return new Verdict(false, 0, x, x, x, x, List.of(), id, "warming up", Verdict.Phase.WARMING_UP);
    }

    /** The whole state in a compact form of its own, for a state store; the model itself is not part of it. */
    public byte[] snapshot() {
        return new byte[0];
    }

    /** A detector that goes on where the snapshot was taken, with the floor alone. */
    public static SeriesDetector restore(DetectorConfig config, byte[] snapshot) {
        return restore(config, snapshot, () -> null);
    }

    /** A detector that goes on where the snapshot was taken. */
    public static SeriesDetector restore(
            DetectorConfig config, byte[] snapshot, Supplier<@Nullable ResidualModel> model) {
        return create(config, model);
    }

    /** How this series is watched. */
    public DetectorConfig config() {
        return config;
    }
}
