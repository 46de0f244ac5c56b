package io.tillwatch.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.retail.SaleCompleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CompatibilityTest {
    private final ObjectNode released = RecordSchema.of("sale", SaleCompleted.class);
    private final ObjectNode current = released.deepCopy();

    static List<String> releasedNames() throws IOException {
        try (Stream<Path> files = Files.list(SchemaCatalogue.RELEASED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A released file is never edited: at a release the current schemas are copied over it. */
    @ParameterizedTest
    @MethodSource("releasedNames")
    void current_schema_breaks_nobody_who_holds_to_the_released_one(String name) throws IOException {
        // Given
        JsonNode before =
                Json.mapper().readTree(SchemaCatalogue.RELEASED.resolve(name).toFile());
        Path file = SchemaCatalogue.FOLDER.resolve(name);
        assertThat(file).as("a released event type is never removed").exists();

        // When
        JsonNode now = Json.mapper().readTree(file.toFile());

        // Then
        assertThat(Compatibility.breaks(before, now)).isEmpty();
    }

    @Test
    void a_new_optional_field_and_a_field_no_longer_required_are_no_break() {
        // Given
        field("loyalty", "string");
        ((ArrayNode) current.get("required")).remove(0);

        // Then
        assertThat(Compatibility.breaks(released, current)).isEmpty();
    }

    @Test
    void a_removed_field_is_a_break() {
        // Given
        ((ObjectNode) current.at("/$defs/Money/properties")).remove("currency");

        // Then
        assertThat(Compatibility.breaks(released, current)).containsExactly("$.lines[].unitPrice.currency: removed");
    }

    @Test
    void a_newly_required_field_is_a_break() {
        // Given
        field("loyalty", "string");
        ((ArrayNode) current.get("required")).add("loyalty");

        // Then
        assertThat(Compatibility.breaks(released, current)).containsExactly("$.loyalty: newly required");
    }

    @Test
    void an_optional_field_that_becomes_required_is_a_break() {
        // Given
        ((ArrayNode) current.get("required")).add("customer");

        // Then
        assertThat(Compatibility.breaks(released, current)).containsExactly("$.customer: newly required");
    }

    @Test
    void a_changed_type_is_a_break() {
        // Given
        field("receipt", "integer");

        // Then
        assertThat(Compatibility.breaks(released, current))
                .containsExactly("$.receipt: type [string] became [integer]");
    }

    private void field(String name, String type) {
        ((ObjectNode) current.get("properties")).putObject(name).put("type", type);
    }
}
