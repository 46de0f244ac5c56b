package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void id_is_the_start_of_the_sha_256_of_scope_kind_and_subject() {
        // Given: printf 'retailer\nOVERSELL\nSKU-1|store-01' | sha256sum
        String digest = "c54f02c368d25b9f74bf";

        // When
        String id = Identity.of("retailer", IncidentKind.OVERSELL, "SKU-1|store-01");

        // Then
        assertThat(id).hasSize(20).isEqualTo(digest);
    }

    @Test
    void volatile_fields_of_a_signal_do_not_change_the_id() {
        // Given
        Told told = Told.refunds();

        // When
        List<String> ids = List.of(
                Identity.of(told.signal()),
                Identity.of(told.at(7).since(3).score(0.9).costs("12.50", 3).signal()),
                Identity.of(told.recovered().at(9).signal()),
                Identity.of(told.evidence(java.util.Map.of("code", "05"))
                        .expected("maintenance")
                        .signal()));

        // Then
        assertThat(ids).containsOnly(Identity.of("retailer", IncidentKind.REFUND_FAILING, "psp-a"));
    }

    @Test
    void scope_kind_and_subject_each_make_another_incident() {
        // When
        List<String> ids = List.of(
                Identity.of("retailer", IncidentKind.OVERSELL, "a"),
                Identity.of("north", IncidentKind.OVERSELL, "a"),
                Identity.of("retailer", IncidentKind.OVERSELL, "b"),
                Identity.of("retailer", IncidentKind.STOCK_DRIFT, "a"));

        // Then
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void no_two_kinds_share_an_id() {
        // When
        List<String> ids = Arrays.stream(IncidentKind.values())
                .map(kind -> Identity.of("retailer", kind, "same"))
                .toList();

        // Then
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{20}"));
    }
}
