package io.tillwatch.models.card;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a trained model.
 *
 * @param id stable name of this very model, derived from its kind, data and parameters
 * @param kind which family of models it belongs to
 * @param provenance Tribuo's record of trainer, parameters and data, as text
 * @param windowFrom event time of the oldest training row
 * @param windowTo event time of the newest training row
 * @param rows number of training rows
 * @param dataHash SHA-256 of the training rows in order, hexadecimal
 * @param features names of the features, in order
 * @param metrics figures by name, measured at training or on a benchmark
 */
public record ModelCard(
        String id,
        String kind,
        String provenance,
        Instant windowFrom,
        Instant windowTo,
        int rows,
        String dataHash,
        List<String> features,
        Map<String, Double> metrics) {

    /** Keeps its own copies. */
    public ModelCard {
        features = List.copyOf(features);
        metrics = Map.copyOf(metrics);
    }
}
