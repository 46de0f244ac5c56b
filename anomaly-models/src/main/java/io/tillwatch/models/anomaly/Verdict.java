package io.tillwatch.models.anomaly;

import java.util.List;

/**
 * What a detector says of one observation.
 *
 * @param anomalous true exactly once per episode, when it begins
 * @param score strength in 0..1; 0.5 is as rare as the alert budget allows, 0 means usual, warming up or a known cause
 * @param expected what was expected, in the unit of the series; the value itself for the first observation
 * @param low lower end of what would have passed as usual
 * @param high upper end of what would have passed as usual
 * @param actual the observed value
 * @param reasons the comparisons that speak loudest, loudest first; empty when nothing speaks
 * @param modelId the model that had a part in it, or {@link SeriesDetector#FLOOR} when the floor alone judged
 * @param explanation one sentence with figures
 * @param phase where the series stands
 */
public record Verdict(
        boolean anomalous,
        double score,
        double expected,
        double low,
        double high,
        double actual,
        List<Feature> reasons,
        String modelId,
        String explanation,
        Phase phase) {

    /** Where a series stands after an observation. */
    public enum Phase {
        /** Too little was seen to judge. */
        WARMING_UP,
        /** Usual. */
        QUIET,
        /** An episode begins here; the only phase that is {@link Verdict#anomalous()}. */
        ALERT,
        /** The episode that was alerted goes on, or its rest period does. */
        CONTINUING,
        /** The episode is over as of this observation. */
        CLEARED,
        /** Explained by a known cause: not judged. */
        EXPLAINED
    }

    /** Keeps its own copy of the reasons. */
    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
