package io.tillwatch.models.anomaly;

import io.tillwatch.models.features.Reading;
import io.tillwatch.models.features.Residuals;
import io.tillwatch.models.features.Tail;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Turns residuals, and what a model says of them, into a rarity by the series' own tails. */
final class Surprise {
    private final double trustInLaw;
    private final Tail[] tails = new Tail[Residuals.NAMES.size()];
    private Tail whole = new Tail();
    private Tail modelTail = new Tail();
    private String modelId = SeriesDetector.FLOOR;

    Surprise(SeriesKind kind) {
        // a count's law is nearly right from the first day; a normal law of values is a first guess
        trustInLaw = kind == SeriesKind.COUNT ? 1000 : 200;
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new Tail();
        }
    }

    Judgement judge(Reading reading, @Nullable ResidualModel model) {
        double[] z = reading.z();
        double[] rarity = new double[z.length];
        double raw = 0;
        for (int f = 0; f < z.length; f++) {
            rarity[f] = mixed(tails[f], Math.abs(z[f]), lawful(Math.abs(z[f])));
            raw = Math.max(raw, rarity[f]);
        }
        double floor = mixed(whole, raw, Math.max(0, raw - Math.log10(3)));
        if (model == null) {
            return new Judgement(floor, raw, rarity, Double.NaN, false, SeriesDetector.FLOOR);
        }
        double strangeness = model.strangeness(z);
        boolean known = model.card().id().equals(modelId) && modelTail.seen() >= 500;
        // two voices share one budget: each is asked for half of it
        double byModel = known ? modelTail.rarity(strangeness) - Math.log10(2) : 0;
        double both = Math.max(floor - Math.log10(2), byModel);
        return new Judgement(
                known ? Math.max(0, both) : floor,
                raw,
                rarity,
                strangeness,
                known && byModel > floor,
                model.card().id());
    }

    void learn(Reading reading, Judgement judgement, @Nullable ResidualModel model) {
        double[] z = reading.z();
        for (int f = 0; f < z.length; f++) {
            if (!Double.isNaN(reading.means()[f])) {
                tails[f].add(Math.abs(z[f]));
            }
        }
        whole.add(judgement.raw());
        if (model != null) {
            if (!model.card().id().equals(modelId)) {
                modelId = model.card().id();
                modelTail = new Tail();
            }
            modelTail.add(judgement.strangeness());
        }
    }

    private double mixed(Tail tail, double size, double lawful) {
        double weight = tail.seen() / (tail.seen() + trustInLaw);
        return weight * tail.rarity(size) + (1 - weight) * lawful;
    }

    /** -log10 of the two-sided normal tail, by its usual bound. */
    private static double lawful(double z) {
        return Math.max(0, (z * z / 2 + Math.log(Math.max(1, z) * 1.2533)) / Math.log(10));
    }

    void write(DataOutput out) throws IOException {
        for (Tail t : tails) {
            t.write(out);
        }
        whole.write(out);
        out.writeUTF(modelId);
        modelTail.write(out);
    }

    void read(DataInput in) throws IOException {
        for (Tail t : tails) {
            t.read(in);
        }
        whole.read(in);
        modelId = in.readUTF();
        modelTail.read(in);
    }
}
