package io.tillwatch.reconciliation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.odoo.OdooModel;
import io.tillwatch.odoo.OdooModels;
import io.tillwatch.reconciliation.KeptFields;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadFieldsTest {
    static Set<String> models() {
        return OdooModels.all().stream()
                .map(OdooModel::name)
                .filter(KeptFields.models()::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void a_live_reader_asks_for_every_field_that_matching_looks_at(String model) {
        // Given
        Set<String> read = OdooModels.all().stream()
                .filter(one -> one.name().equals(model))
                .flatMap(one -> one.fields().stream())
                .collect(Collectors.toSet());

        // When, Then
        assertThat(read).containsAll(KeptFields.models().get(model));
    }
}
