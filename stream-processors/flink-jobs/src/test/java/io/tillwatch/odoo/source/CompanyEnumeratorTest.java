package io.tillwatch.odoo.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.odoo.OdooCursor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompanyEnumeratorTest {
    private static final OdooCursor FAR =
            new OdooCursor(Instant.parse("2026-11-23T10:00:00Z"), 7, Map.of("account.move", List.of(3L, 4L)));

    @Test
    void a_company_that_is_new_in_the_configuration_begins_and_the_others_stay_with_their_readers() throws Exception {
        // Given
        Companies before = new Companies(Set.of("a", "b"), List.of(new OdooSplit("b", FAR, true)));

        // When
        CompanyEnumerator enumerator = new CompanyEnumerator(null, List.of("a", "b", "c"), before);

        // Then
        assertThat(enumerator.snapshotState(1).waiting())
                .containsExactly(new OdooSplit("b", FAR, true), OdooSplit.unread("c"));
    }

    @Test
    void state_survives_as_json() throws Exception {
        // Given
        Companies companies = new Companies(Set.of("a", "b"), List.of(new OdooSplit("b", FAR, true)));
        JsonForm<Companies> form = new JsonForm<>(Companies.class);

        // When, Then
        assertThat(form.deserialize(form.getVersion(), form.serialize(companies)))
                .isEqualTo(companies);
    }
}
