package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fills the tables from an export of search_read: one file a model, {@code {model, fields, order, rows}}. */
public final class Export {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Export() {}

    /**
     * Files without a model are left alone.
     *
     * @throws IllegalArgumentException when a file is no export, or names a model or field that is not served
     * @throws UncheckedIOException when the directory or a file cannot be read
     */
    public static void load(Path directory, Database database) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> exports = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            for (Path file : exports) {
                file(file, database);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the export in " + directory, e);
        }
    }

    private static void file(Path file, Database database) throws IOException {
        JsonNode export = MAPPER.readTree(file.toFile());
        if (!export.path("model").isTextual()) {
            return;
        }
        try {
            String model = export.path("model").textValue();
            for (JsonNode row : export.path("rows")) {
                row(database, database.create(model, row.path("id").longValue()).row(), row);
            }
        } catch (OdooError | IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot load " + file + ": " + e.getMessage(), e);
        }
    }

    private static void row(Database database, Row row, JsonNode exported) {
        exported.properties().forEach(entry -> {
            Field field = row.model().field(entry.getKey());
            JsonNode value = entry.getValue();
            if (field.type() == FieldType.MANY2ONE && value.isArray()) {
                if (field.relation() != null) {
                    database.name(
                            field.relation(),
                            value.get(0).longValue(),
                            value.get(1).asText());
                }
                value = value.get(0);
            }
            row.put(field, value);
        });
    }
}
