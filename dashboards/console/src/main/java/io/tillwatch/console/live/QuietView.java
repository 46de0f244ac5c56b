package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.Suppression;
import java.util.List;
import java.util.Map;

/**
 * Signals that called nobody.
 *
 * @param counts how many each rule held back, of what the topic still holds
 * @param newest the newest few hundred of all rules, newest first
 */
public record QuietView(Map<Suppression.Rule, Long> counts, List<Suppression> newest) {
    public QuietView {
        counts = Map.copyOf(counts);
        newest = List.copyOf(newest);
    }
}
