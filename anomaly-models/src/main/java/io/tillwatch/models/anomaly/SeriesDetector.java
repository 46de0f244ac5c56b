package io.tillwatch.models.anomaly;

import io.tillwatch.models.features.Law;
import io.tillwatch.models.features.Reading;
import io.tillwatch.models.features.Residuals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series online: every observation is judged by what came before it, then learned from. Not thread-safe: one
 * owner per series; the model behind the supplier may be swapped by any thread.
 *
 * <p>Warm-up: no alert before {@link DetectorConfig#warmUp()} observations were learned. Until a series knows its own tail
 * (some hundreds of observations) the textbook law of its kind weighs more; from then on its own tail does.
 *
 * <p>An observation older than the last one is judged, and neither learned from nor alerted on.
 */
public final class SeriesDetector {
    /** Model id of verdicts that no model had a part in. */
    public static final String FLOOR = "floor";

    private static final byte FORMAT = 1;
    private static final double[] NONE = {};

    private final DetectorConfig config;
    private final Supplier<@Nullable ResidualModel> model;
    private final Residuals residuals;
    private final Surprise surprise;
    private final Episode episode;
    private long learned;
    private long lastMilli = Long.MIN_VALUE;
    private double[] lastResiduals = NONE;

    private SeriesDetector(DetectorConfig config, Supplier<@Nullable ResidualModel> model) {
        this.config = config;
        this.model = model;
        this.residuals = new Residuals(config.kind() == SeriesKind.COUNT ? Law.COUNT : Law.NORMAL, config.memory());
        this.surprise = new Surprise(config.kind());
        this.episode = new Episode(config.refractory());
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
     * @throws IllegalArgumentException when the value is not finite, or is negative for a count or ratio
     */
    public Verdict observe(Observation observation) {
        double value = valid(observation);
        lastResiduals = NONE;
        ZonedDateTime at = observation.at().atZone(config.zone());
        Reading reading = residuals.read(at, config.kind() == SeriesKind.RATIO ? Math.sqrt(value) : value);
        ResidualModel current = model.get();
        Judgement judgement = surprise.judge(reading, current);
        VerdictWriter writer = new VerdictWriter(config, residuals, observation, reading, judgement);
        if (observation.knownCause()) {
            return writer.explained();
        }
        boolean late = observation.at().toEpochMilli() < lastMilli;
        if (late) {
            return learned < config.warmUp() ? writer.warmingUp(learned) : writer.verdict(Verdict.Phase.QUIET);
        }
        lastMilli = observation.at().toEpochMilli();
        boolean warm = learned >= config.warmUp();
        Verdict verdict = warm
                ? writer.verdict(episode.next(judgement.rarity() / budget(), writer.worthwhile()))
                : writer.warmingUp(learned);
        surprise.learn(reading, judgement, current);
        residuals.learn(at, reading);
        learned++;
        lastResiduals = warm ? reading.z() : NONE;
        return verdict;
    }

    /**
     * The residuals of the last observation that was learned from, in the order of {@link Residuals#NAMES}, for a
     * {@link ResidualModelFeed}; empty when the last observation was not learned from, or came before warm-up was over.
     */
    public double[] lastResiduals() {
        return lastResiduals.clone();
    }

    private double budget() {
        return -Math.log10(config.alertBudget());
    }

    private double valid(Observation observation) {
        double value = observation.value();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "observation at " + observation.at() + " is not finite: " + value + "; leave a missing bucket out");
        }
        if (value < 0 && config.kind() != SeriesKind.VALUE) {
            throw new IllegalArgumentException(
                    "a " + config.kind() + " cannot be negative: " + value + " at " + observation.at());
        }
        return value;
    }

    /** The whole state in a compact form of its own, for a state store; the model itself is not part of it. */
    public byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(config.kind().name());
            out.writeLong(learned);
            out.writeLong(lastMilli);
            residuals.write(out);
            surprise.write(out);
            episode.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A detector that goes on where the snapshot was taken, with the floor alone. */
    public static SeriesDetector restore(DetectorConfig config, byte[] snapshot) {
        return restore(config, snapshot, () -> null);
    }

    /**
     * A detector that goes on where the snapshot was taken.
     *
     * @throws IllegalArgumentException when the bytes are no snapshot, or one of another kind of series
     */
    public static SeriesDetector restore(
            DetectorConfig config, byte[] snapshot, Supplier<@Nullable ResidualModel> model) {
        SeriesDetector detector = create(config, model);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("snapshot has format " + format + ", this version reads " + FORMAT);
            }
            String kind = in.readUTF();
            if (!Objects.equals(kind, config.kind().name())) {
                throw new IllegalArgumentException("snapshot is of a " + kind + " series, not " + config.kind());
            }
            detector.learned = in.readLong();
            detector.lastMilli = in.readLong();
            detector.residuals.read(in);
            detector.surprise.read(in);
            detector.episode.read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a detector snapshot: " + e.getMessage(), e);
        }
        return detector;
    }

    /** How this series is watched. */
    public DetectorConfig config() {
        return config;
    }
}
