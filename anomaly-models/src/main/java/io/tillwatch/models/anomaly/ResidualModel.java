package io.tillwatch.models.anomaly;

import io.tillwatch.models.card.ModelCard;

/**
 * A trained one-class model over residual features, with its card. Immutable and thread-safe; one model serves every
 * series, since residuals are on a common scale and each series calibrates the score by its own tail.
 */
public final class ResidualModel {
    private final ModelCard card;

    ResidualModel(ModelCard card) {
        this.card = card;
    }

    /** What is known of this model. */
    public ModelCard card() {
        return card;
    }
}
