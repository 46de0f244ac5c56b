package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdooExportTest {
    @TempDir
    private Path directory;

    @Test
    void every_row_of_the_labelled_run_is_read_and_the_labels_are_not() {
        // Given
        Path seeded = Recording.directory().resolve("seeded");

        // When
        List<OdooDocument> documents = OdooExport.read(seeded);

        // Then
        Map<String, Long> counts =
                documents.stream().collect(Collectors.groupingBy(OdooDocument::model, Collectors.counting()));
        assertThat(counts)
                .containsEntry("pos.order", 504L)
                .containsEntry("pos.session", 22L)
                .containsEntry("account.move", 215L)
                .containsEntry("account.move.line", 1_383L)
                .containsEntry("sale.order", 90L)
                .hasSize(23);
        JsonNode exported = Recording.json(seeded.resolve("account_move_all.json"))
                .path("rows")
                .path(0);
        assertThat(documents)
                .filteredOn(document -> document.key()
                        .equals("account.move/" + exported.path("id").asLong()))
                .singleElement()
                .satisfies(document -> {
                    assertThat((JsonNode) document.row()).isEqualTo(exported);
                    assertThat(document.writeDate())
                            .isEqualTo(exported.path("write_date").asText());
                });
    }

    @Test
    void the_fields_that_are_read_live_are_those_of_the_export() {
        // Given
        Path seeded = Recording.directory().resolve("seeded");

        // When
        Map<String, List<String>> exported = OdooExport.read(seeded).stream()
                .collect(Collectors.toMap(OdooDocument::model, OdooExportTest::names, (one, other) -> one));

        // Then
        assertThat(OdooModels.all())
                .allSatisfy(model -> assertThat(exported.get(model.name()))
                        .as(model.name())
                        .containsAll(model.fields().stream()
                                .filter(field -> !field.equals("write_date") || model.dated())
                                .toList()));
    }

    private static List<String> names(OdooDocument document) {
        List<String> names = new ArrayList<>();
        document.row().fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"account.move\",\"rows\":[{\"id\":1 | is not JSON",
                "{\"model\":\"account.move\",\"rows\":[{\"name\":\"x\"}]} | a row without an id",
                "{\"model\":\"account.move\",\"rows\":[7]} | a row without an id",
                "{\"model\":\"account.move\"} | holds no rows",
                "~~ | is empty"
            })
    void a_bad_file_is_named_with_what_is_wrong(String content, String problem) throws IOException {
        // Given
        Files.writeString(directory.resolve("good.json"), "{\"model\":\"res.currency\",\"rows\":[{\"id\":1}]}");
        Path bad = Files.writeString(directory.resolve("move.json"), content);

        // When
        OdooException failure = catchThrowableOfType(OdooException.class, () -> OdooExport.read(directory));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure).hasMessageContaining(bad.toString()).hasMessageContaining(problem);
    }

    @Test
    void what_is_no_export_is_left_aside() throws IOException {
        // Given
        Files.writeString(directory.resolve("currency.json"), "{\"model\":\"res.currency\",\"rows\":[{\"id\":1}]}");
        Files.writeString(directory.resolve("labels.json"), "{\"sales\":[{\"id\":1}]}");
        Files.writeString(directory.resolve("notes.txt"), "{");

        // When, Then
        assertThat(OdooExport.read(directory)).extracting(OdooDocument::key).containsExactly("res.currency/1");
    }

    @Test
    void a_directory_without_an_export_says_what_is_wanted() {
        // When
        OdooException empty = catchThrowableOfType(OdooException.class, () -> OdooExport.read(directory));
        OdooException absent =
                catchThrowableOfType(OdooException.class, () -> OdooExport.read(directory.resolve("absent")));

        // Then
        assertThat(empty).hasMessageContaining("holds no export");
        assertThat(absent).hasMessageContaining("absent cannot be read");
    }
}
