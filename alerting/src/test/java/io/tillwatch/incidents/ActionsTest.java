package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionsTest {
    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void each_kind_has_a_next_step_in_one_short_sentence(IncidentKind kind) {
        assertThat(Actions.of(kind)).hasSizeBetween(20, 120).endsWith(".").matches("[A-Z][^.]*\\.");
    }
}
