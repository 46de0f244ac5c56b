package io.tillwatch.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.GeneratedFile;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaFilesTest {
    static Stream<String> names() {
        return SchemaCatalogue.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void committed_schema_is_what_the_record_says(String name) throws IOException {
        // Given
        Class<?> type = SchemaCatalogue.record(name);

        // When
        String schema = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(RecordSchema.of(name, type));

        // Then
        GeneratedFile.check(SchemaCatalogue.FOLDER.resolve(name + ".json"), schema + "\n");
    }

    @Test
    void no_schema_stands_there_without_a_record() throws IOException {
        try (Stream<Path> files = Files.list(SchemaCatalogue.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().map(name -> name + ".json").toList());
        }
    }
}
