package io.tillwatch.models.anomaly;

import static io.tillwatch.models.anomaly.Synthetic.DAY;
import static io.tillwatch.models.anomaly.Synthetic.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.models.features.Residuals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidualModelTest {
    private static final double[] USUAL = {0.3, -0.2, 0.1, 0.4, -0.3, 0.2, 0.1};
    private static final double[] STRANGE = {6, 7, 5, 8, 6, 7, 9};

    @Test
    void strange_rows_are_stranger_than_usual_ones() {
        ResidualModel model = trained(1).retrain();
        assertThat(model.strangeness(STRANGE)).isGreaterThan(model.strangeness(USUAL));
    }

    @Test
    void same_rows_and_seed_give_the_same_model_id_and_scores() {
        ResidualModel one = trained(1).retrain();
        ResidualModel two = trained(1).retrain();
        assertThat(two.card().id()).isEqualTo(one.card().id());
        assertThat(two.strangeness(STRANGE)).isEqualTo(one.strangeness(STRANGE));
        assertThat(trained(2).retrain().card().id()).isNotEqualTo(one.card().id());
    }

    @Test
    void card_tells_window_data_features_and_tribuo_provenance() {
        ResidualModel model = trained(1).retrain();
        assertThat(model.card().rows()).isEqualTo(1000);
        assertThat(model.card().features()).isEqualTo(Residuals.NAMES);
        assertThat(model.card().dataHash()).hasSize(64);
        assertThat(model.card().provenance()).contains("LibSVMAnomalyTrainer");
        assertThat(model.card().windowFrom()).isBefore(model.card().windowTo());
    }

    @Test
    void stored_model_comes_back_with_card_and_scores(@TempDir Path directory) throws Exception {
        // Given
        ResidualModel model = trained(1).retrain();
        // When
        model.save(directory);
        ResidualModel back = ResidualModel.load(directory, model.card().id());
        // Then
        assertThat(back.card()).isEqualTo(model.card());
        assertThat(back.strangeness(STRANGE)).isEqualTo(model.strangeness(STRANGE));
        assertThat(back.strangeness(USUAL)).isEqualTo(model.strangeness(USUAL));
    }

    @Test
    void rows_that_are_not_finite_or_too_short_are_refused() {
        ResidualModel model = trained(1).retrain();
        double[] hole = USUAL.clone();
        hole[2] = Double.NaN;
        assertThatThrownBy(() -> model.strangeness(hole))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Residuals.NAMES.get(2));
        assertThatThrownBy(() -> model.strangeness(new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 7 features");
        assertThatThrownBy(() -> trained(1).offer(Instant.EPOCH, hole)).hasMessageContaining("not finite");
    }

    @Test
    void training_prints_nothing() {
        // Given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        // When
        try {
            trained(3).retrain();
        } finally {
            System.setOut(before);
        }
        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void model_swapped_in_speaks_once_the_series_knows_its_scores_and_turned_off_leaves_the_floor() {
        // Given a series whose residuals trained a model
        ResidualModelFeed feed = new ResidualModelFeed(2000, 1);
        SeriesDetector detector = SeriesDetector.create(DetectorConfig.of(SeriesKind.VALUE), feed);
        List<Observation> series = values(8 * DAY, 43, 2, i -> 100);
        for (Observation o : series.subList(0, 4 * DAY)) {
            detector.observe(o);
            feed.offer(o.at(), detector.lastResiduals());
        }
        // When
        String id = feed.retrain().card().id();
        List<Verdict> with = Synthetic.run(detector, series.subList(4 * DAY, 7 * DAY));
        byte[] state = detector.snapshot();
        feed.use(null);
        List<Verdict> without = Synthetic.run(detector, series.subList(7 * DAY, 8 * DAY));
        // Then
        assertThat(with).extracting(Verdict::modelId).containsOnly(id);
        assertThat(Synthetic.alerts(with)).hasSizeLessThanOrEqualTo(1);
        assertThat(without).extracting(Verdict::modelId).containsOnly(SeriesDetector.FLOOR);
        assertThat(SeriesDetector.restore(detector.config(), state).snapshot()).isEqualTo(state);
    }

    private static ResidualModelFeed trained(long seed) {
        ResidualModelFeed feed = new ResidualModelFeed(1000, 1);
        SeriesDetector detector = SeriesDetector.create(DetectorConfig.of(SeriesKind.VALUE));
        for (Observation o : values(1100, seed, 2, i -> 100)) {
            detector.observe(o);
            feed.offer(o.at(), detector.lastResiduals());
        }
        return feed;
    }
}
