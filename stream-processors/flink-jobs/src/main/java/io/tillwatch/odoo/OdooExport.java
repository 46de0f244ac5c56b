package io.tillwatch.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads an export: a directory with one file a model, {@code {model, fields, order, rows}}. */
public final class OdooExport {
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private OdooExport() {}

    /**
     * All rows of all models; files that are no export of a model are left aside.
     *
     * @throws OdooException of kind {@link Kind#UNREADABLE} naming the file that cannot be read
     */
    public static List<OdooDocument> read(Path directory) {
        List<OdooDocument> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(found -> found.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                read(file, documents);
            }
        } catch (IOException e) {
            throw new OdooException(Kind.UNREADABLE, directory + " cannot be read", e);
        }
        if (documents.isEmpty()) {
            throw new OdooException(
                    Kind.UNREADABLE, directory + " holds no export: a file a model with model, fields and rows", null);
        }
        return documents;
    }

    private static void read(Path file, List<OdooDocument> into) throws IOException {
        JsonNode export;
        try {
            export = READER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new OdooException(Kind.UNREADABLE, file + " is not JSON: export it again", e);
        }
        String model = export.path("model").asText("");
        if (export.isMissingNode()) {
            throw new OdooException(Kind.UNREADABLE, file + " is empty: export it again", null);
        }
        if (model.isEmpty()) {
            return;
        }
        if (!export.path("rows").isArray()) {
            throw new OdooException(
                    Kind.UNREADABLE, file + " names model " + model + " and holds no rows: export it again", null);
        }
        for (JsonNode row : export.path("rows")) {
            if (!(row instanceof ObjectNode fields) || !row.path("id").isIntegralNumber()) {
                throw new OdooException(Kind.UNREADABLE, file + " holds a row without an id: export it again", null);
            }
            JsonNode written = row.path("write_date");
            into.add(new OdooDocument(
                    model,
                    row.path("id").longValue(),
                    written.isTextual() ? written.asText() : null,
                    Instant.EPOCH,
                    fields));
        }
    }
}
