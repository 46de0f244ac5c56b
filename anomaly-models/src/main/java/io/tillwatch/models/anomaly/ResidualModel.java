package io.tillwatch.models.anomaly;

import io.tillwatch.models.card.ModelCard;
import io.tillwatch.models.card.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;

/**
 * A trained one-class model over residual features, with its card. Immutable and thread-safe; one model serves every
 * series, since residuals are on a common scale and each series calibrates the score by its own tail.
 */
public final class ResidualModel {
    private final Model<Event> model;
    private final ModelCard card;
    private final String[] names;

    ResidualModel(Model<Event> model, ModelCard card) {
        this.model = model;
        this.card = card;
        this.names = card.features().toArray(String[]::new);
    }

    /** What is known of this model. */
    public ModelCard card() {
        return card;
    }

    /** Stores model and card under the card's id. */
    public void save(Path directory) throws IOException {
        ModelFiles.save(directory, model, card);
    }

    /**
     * A stored model.
     *
     * @throws IOException when a file is missing or unreadable
     * @throws IllegalArgumentException when the stored model is of another kind
     */
    public static ResidualModel load(Path directory, String id) throws IOException {
        ModelCard card = ModelFiles.card(id, directory);
        if (!card.kind().equals(ResidualTrainer.KIND)) {
            throw new IllegalArgumentException("model " + id + " is a " + card.kind());
        }
        return new ResidualModel(ModelFiles.load(id, directory).castModel(Event.class), card);
    }

    /**
     * How strange a row of residuals is, zero or more; comparable within this model only. Tribuo takes missing and
     * not-a-number features without a word, so they are refused here.
     *
     * @throws IllegalArgumentException when the row has another width than the model, or a value that is not finite
     */
    double strangeness(double[] residuals) {
        if (residuals.length != names.length) {
            throw new IllegalArgumentException(
                    "model " + card.id() + " takes " + names.length + " features, found " + residuals.length);
        }
        for (int i = 0; i < residuals.length; i++) {
            if (!Double.isFinite(residuals[i])) {
                throw new IllegalArgumentException("feature " + names[i] + " is not finite: " + residuals[i]);
            }
        }
        ArrayExample<Event> example =
                new ArrayExample<>(AnomalyFactory.UNKNOWN_EVENT, names, ResidualRow.scaled(residuals));
        double score = model.predict(example).getOutput().getScore();
        // one-class scores fall as rows get stranger; the origin of that scale differs from model to model
        return Math.exp(Math.max(-20, Math.min(20, -score)));
    }

    /** Names of the features, in order. */
    public List<String> features() {
        return card.features();
    }
}
