package io.tillwatch.models.anomaly;

import static io.tillwatch.models.anomaly.Verdict.Phase.ALERT;
import static io.tillwatch.models.anomaly.Verdict.Phase.CLEARED;
import static io.tillwatch.models.anomaly.Verdict.Phase.CONTINUING;
import static io.tillwatch.models.anomaly.Verdict.Phase.QUIET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    @Test
    void one_alert_per_episode_and_none_while_the_series_rests() {
        // Given a rest of eight observations
        Episode episode = new Episode(8);
        // When two bursts come within it and a third after it
        List<Verdict.Phase> phases = new ArrayList<>();
        for (double share : new double[] {0, 2, 2, 0, 0, 0, 2, 0, 0, 2, 3}) {
            phases.add(episode.next(share, true));
        }
        // Then the second burst belongs to the rest, the third is an alert of its own
        assertThat(phases)
                .containsExactly(
                        QUIET,
                        ALERT,
                        CONTINUING,
                        CONTINUING,
                        CONTINUING,
                        CLEARED,
                        CONTINUING,
                        QUIET,
                        QUIET,
                        CONTINUING,
                        ALERT);
    }

    @Test
    void what_is_not_worthwhile_is_no_alert() {
        assertThat(new Episode(8).next(5, false)).isEqualTo(QUIET);
    }
}
