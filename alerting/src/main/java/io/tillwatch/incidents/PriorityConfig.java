package io.tillwatch.incidents;

import java.util.List;

/**
 * Weights of the terms and the bands of the score.
 *
 * @param money weight of the decimal logarithm of money at risk in major units
 * @param customers weight of the decimal logarithm of customers affected
 * @param tier weight of criticality: tier 1 counts 3, tier 4 counts 0
 * @param severity weight of the strongest signal's score, 0..1
 * @param spread weight of the number of further flows, 3 at most
 * @param novelty weight of a problem that was never seen before
 * @param bands lowest score of P1, P2, P3 and P4, falling
 * @param minutes what a minute of trouble on a flow of tier 1, 2, 3 and 4 costs, in major units, for lack of a better figure
 */
public record PriorityConfig(
        double money,
        double customers,
        double tier,
        double severity,
        double spread,
        double novelty,
        List<Double> bands,
        List<Double> minutes) {
    public static final PriorityConfig DEFAULT = new PriorityConfig(
            1.0, 0.5, 0.7, 1.0, 0.4, 0.3, List.of(7.0, 5.0, 3.0, 1.5), List.of(20.0, 10.0, 3.0, 1.0));

    /** The priority of what nobody is called for. */
    static final int LOWEST = 5;

    public PriorityConfig {
        refuseNegative("money", money);
        refuseNegative("customers", customers);
        refuseNegative("tier", tier);
        refuseNegative("severity", severity);
        refuseNegative("spread", spread);
        refuseNegative("novelty", novelty);
        bands = List.copyOf(bands);
        if (bands.size() != 4) {
            throw new IllegalArgumentException("priority.bands must name four scores: the lowest of P1, P2, P3 and P4");
        }
        minutes = List.copyOf(minutes);
        if (minutes.size() != 4) {
            throw new IllegalArgumentException("priority.minutes must name what a minute costs at tier 1, 2, 3 and 4");
        }
        minutes.forEach(cost -> refuseNegative("minutes", cost));
        for (int i = 1; i < bands.size(); i++) {
            if (!(bands.get(i) < bands.get(i - 1))) {
                throw new IllegalArgumentException("priority.bands must fall from P1 to P4");
            }
        }
    }

    double minute(int tier) {
        return minutes.get(Math.max(1, Math.min(minutes.size(), tier)) - 1);
    }

    int band(double score) {
        for (int i = 0; i < bands.size(); i++) {
            if (score >= bands.get(i)) {
                return i + 1;
            }
        }
        return LOWEST;
    }

    /** With a negative weight more trouble would mean less urgency. */
    private static void refuseNegative(String name, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("priority." + name + " must be 0 or more, was " + weight);
        }
    }
}
