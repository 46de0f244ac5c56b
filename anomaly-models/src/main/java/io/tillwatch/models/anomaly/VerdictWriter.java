package io.tillwatch.models.anomaly;

import io.tillwatch.models.features.Reading;
import io.tillwatch.models.features.Residuals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words and figures of one verdict, in the unit of the series. */
final class VerdictWriter {
    private static final double INTERVAL_Z = 3;
    private static final double SPEAKS = 2;
    private static final int MOST_REASONS = 3;

    private final DetectorConfig config;
    private final Observation observation;
    private final Judgement judgement;
    private final Reading reading;
    private final double expected;
    private final double low;
    private final double high;

    VerdictWriter(
            DetectorConfig config, Residuals residuals, Observation observation, Reading reading, Judgement judgement) {
        this.config = config;
        this.observation = observation;
        this.judgement = judgement;
        this.reading = reading;
        this.expected = inUnit(reading.expected());
        this.low = inUnit(reading.expected() + residuals.reach(reading, -INTERVAL_Z));
        this.high = inUnit(reading.expected() + residuals.reach(reading, INTERVAL_Z));
    }

    /** Whether a deviation that speaks, of this bucket or of the last few together, is large enough to matter. */
    boolean worthwhile() {
        double[] means = reading.means();
        for (int f = 0; f < means.length; f++) {
            if (judgement.byFeature()[f] >= SPEAKS && !Double.isNaN(means[f])) {
                double mean = inUnit(means[f]);
                double deviation = Math.abs(inUnit(reading.observed()[f]) - mean);
                if (deviation >= config.minEffect() * Math.abs(mean) && deviation >= config.minExcess()) {
                    return true;
                }
            }
        }
        return config.minEffect() == 0 && config.minExcess() == 0;
    }

    Verdict explained() {
        return plain(Verdict.Phase.EXPLAINED, "explained by a known cause, not judged");
    }

    Verdict warmingUp(long learned) {
        return plain(
                Verdict.Phase.WARMING_UP, "warming up: " + learned + " of " + config.warmUp() + " observations seen");
    }

    private Verdict plain(Verdict.Phase phase, String text) {
        return new Verdict(
                false, 0, expected, low, high, observation.value(), List.of(), judgement.modelId(), text, phase);
    }

    Verdict verdict(Verdict.Phase phase) {
        double budget = -Math.log10(config.alertBudget());
        double score = judgement.rarity() / (judgement.rarity() + budget);
        List<Feature> reasons = reasons();
        return new Verdict(
                phase == Verdict.Phase.ALERT,
                score,
                expected,
                low,
                high,
                observation.value(),
                reasons,
                judgement.modelId(),
                explanation(phase, reasons),
                phase);
    }

    private List<Feature> reasons() {
        List<Feature> reasons = new ArrayList<>();
        double[] z = reading.z();
        for (int f = 0; f < z.length; f++) {
            if (judgement.byFeature()[f] >= SPEAKS) {
                double oneIn = Math.pow(10, Math.min(12, judgement.byFeature()[f]));
                String name = Residuals.NAMES.get(f);
                String text = String.format(Locale.ROOT, "%s: %+.1f deviations, about one in %,.0f", name, z[f], oneIn);
                reasons.add(new Feature(name, z[f], oneIn, text));
            }
        }
        reasons.sort(Comparator.comparingDouble(Feature::oneIn).reversed().thenComparing(Feature::name));
        return reasons.size() > MOST_REASONS ? reasons.subList(0, MOST_REASONS) : reasons;
    }

    private String explanation(Verdict.Phase phase, List<Feature> reasons) {
        String figures = String.format(
                Locale.ROOT,
                "%.4g where %.4g was expected (%.4g to %.4g is usual)",
                observation.value(),
                expected,
                low,
                high);
        String why = reasons.isEmpty() ? "" : "; " + reasons.get(0).text();
        String model =
                judgement.byModel() ? "; model " + judgement.modelId() + " finds the combination stranger still" : "";
        String clears = phase == Verdict.Phase.ALERT || phase == Verdict.Phase.CONTINUING
                ? "; clears after " + Episode.CALM + " calm observations"
                : "";
        return figures + why + model + clears;
    }

    private double inUnit(double x) {
        return switch (config.kind()) {
            case COUNT -> Math.max(0, x);
            case RATIO -> Math.max(0, x) * Math.max(0, x);
            case VALUE -> x;
        };
    }
}
