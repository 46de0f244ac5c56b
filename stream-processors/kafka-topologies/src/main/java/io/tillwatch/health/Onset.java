package io.tillwatch.health;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Since when outcomes are as bad as they are now: the change point of their series by the CUSUM of its log-likelihood ratio
 * (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954). A failure by chance an hour before does not begin
 * it, so that a change in between is not acquitted. Pure, thread-safe.
 */
final class Onset {
    private static final double MOST = 0.95;
    private static final double LEAST_RATIO = 2;

    private Onset() {}

    /**
     * @param outcomes {good, bad} by the beginning of their step
     * @param usual share of bad ones that is no trouble, above 0
     * @param now share of bad ones as of late
     * @return the beginning of the step with which the trouble begins; null when it does not show in these steps
     */
    static @Nullable Instant of(SortedMap<Instant, long[]> outcomes, double usual, double now) {
        double trouble = Math.min(MOST, Math.max(now, LEAST_RATIO * usual));
        double bad = Math.log(trouble / usual);
        double good = Math.log((1 - trouble) / (1 - usual));
        Instant since = null;
        double sum = 0;
        for (Map.Entry<Instant, long[]> step : outcomes.entrySet()) {
            sum += step.getValue()[1] * bad + step.getValue()[0] * good;
            if (sum <= 0) {
                sum = 0;
                since = null;
            } else if (since == null) {
                since = step.getKey();
            }
        }
        return since;
    }
}
