package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexTemplatesTest {
    /** Types that the small server has as well as a full one. */
    private static final Set<String> COMMON =
            Set.of("keyword", "text", "long", "integer", "double", "date", "boolean", "flattened", "object", "nested");

    @Test
    void every_index_name_of_the_contracts_has_its_template() {
        // When
        List<String> names = Arrays.stream(IndexNames.class.getFields())
                .map(IndexTemplatesTest::value)
                .toList();

        // Then
        assertThat(IndexTemplates.all().keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("names")
    void template_is_strict_has_its_alias_and_common_types_only(String name) throws IOException {
        // When
        JsonNode template = Json.mapper().readTree(IndexTemplates.all().get(name));

        // Then
        assertThat(template.at("/index_patterns/0").asText()).isEqualTo(name + "-*");
        assertThat(template.at("/version").asInt()).isPositive();
        assertThat(template.at("/template/aliases").fieldNames()).toIterable().containsExactly(name);
        assertThat(template.at("/template/mappings/dynamic").asText()).isEqualTo("strict");
        List<String> types = new ArrayList<>();
        template.at("/template/mappings/properties")
                .forEach(field -> types.add(field.get("type").asText()));
        assertThat(COMMON).containsAll(types);
        assertThat(template.at("/template/mappings/properties/@timestamp/type").asText())
                .isEqualTo("date");
    }

    @Test
    void every_field_of_every_document_stands_in_its_template() throws IOException {
        for (IndexDocument document : Samples.documents(true)) {
            // Given
            String name = IndexTemplates.all().keySet().stream()
                    .filter(one -> document.index().startsWith(one + "-"))
                    .findFirst()
                    .orElseThrow();
            JsonNode properties =
                    Json.mapper().readTree(IndexTemplates.all().get(name)).at("/template/mappings/properties");

            // When
            Set<String> known = new TreeSet<>();
            properties.fieldNames().forEachRemaining(known::add);

            // Then
            assertThat(known).as(name).containsAll(document.body().keySet());
        }
    }

    private static Stream<String> names() {
        return IndexTemplates.all().keySet().stream();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
