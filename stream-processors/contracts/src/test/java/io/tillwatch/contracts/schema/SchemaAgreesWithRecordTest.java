package io.tillwatch.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Record, schema and codec say the same; a validator that we did not write is the judge. */
final class SchemaAgreesWithRecordTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<String> names() {
        return SchemaCatalogue.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void samples_with_everything_and_with_the_least_are_valid(String name) throws IOException {
        // Given
        Class<?> type = SchemaCatalogue.record(name);

        // When
        String full = text(Samples.full(type));
        String minimal = text(Samples.minimal(type));

        // Then
        assertThat(errors(name, full)).isEmpty();
        assertThat(errors(name, minimal)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void samples_come_back_equal(String name) {
        // Given
        Class<?> type = SchemaCatalogue.record(name);
        Object sample = Samples.full(type);

        // When
        Object back = Json.read(Json.bytes(sample), type);

        // Then
        assertThat(back).isEqualTo(sample);
    }

    @ParameterizedTest
    @EnumSource
    void codec_refuses_what_the_schema_requires_and_takes_what_it_does_not(EventType type) throws IOException {
        // Given
        ObjectNode sample = Json.mapper().valueToTree(Samples.full(type.dataClass()));

        for (ObjectNode lacking : withOneFieldLess(sample)) {
            // When
            boolean valid = errors(type.typeName(), text(lacking)).isEmpty();

            // Then
            if (valid) {
                assertThat(EventCodec.body(type, Json.bytes(lacking))).isNotNull();
            } else {
                assertThatThrownBy(() -> EventCodec.body(type, Json.bytes(lacking)))
                        .as("%s", lacking)
                        .isInstanceOf(ContractViolation.class);
            }
        }
    }

    @Test
    void wrong_types_are_invalid_and_unseen_fields_are_not() throws IOException {
        // Given
        ObjectNode sale = Json.mapper().valueToTree(Samples.full(EventType.SALE_COMPLETED.dataClass()));

        // When
        ObjectNode fractional = sale.deepCopy();
        ((ObjectNode) fractional.get("total")).put("minor", 12.7);
        ObjectNode extended = sale.deepCopy().put("loyalty", "gold");

        // Then
        assertThat(errors("retail.sale.completed.v1", text(fractional))).hasSize(1);
        assertThat(errors("retail.sale.completed.v1", text(extended))).isEmpty();
    }

    /** The document once for each of its fields, at any depth, without that field. */
    private static List<ObjectNode> withOneFieldLess(ObjectNode document) {
        List<ObjectNode> documents = new ArrayList<>();
        for (String pointer : pointers(document, "")) {
            ObjectNode lacking = document.deepCopy();
            int last = pointer.lastIndexOf('/');
            ((ObjectNode) lacking.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
            documents.add(lacking);
        }
        return documents;
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        node.properties().forEach(property -> {
            pointers.add(at + "/" + property.getKey());
            pointers.addAll(pointers(property.getValue(), at + "/" + property.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointers(node.get(i), at + "/" + i));
        }
        return pointers;
    }

    private static List<Error> errors(String name, String document) throws IOException {
        Schema schema = REGISTRY.getSchema(Files.readString(SchemaCatalogue.FOLDER.resolve(name + ".json")));
        return schema.validate(
                document,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String text(Object value) throws IOException {
        return Json.mapper().writeValueAsString(value);
    }
}
