package io.tillwatch.reconciliation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The labelled Odoo run that stays outside the repository. */
final class Shared {
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    static final Instant READ_AT = Instant.parse("2026-11-23T06:00:00Z");

    private Shared() {}

    /** Skips the test, and says so, where the data is not there. */
    static Path seeded() {
        Path directory = Path.of(System.getProperty("tillwatch.shared", "../shared"), "odoo", "recordings", "seeded");
        assumeTrue(Files.isDirectory(directory), () -> "no labelled data at " + directory + ": set -Dtillwatch.shared");
        return directory;
    }

    static JsonNode truth() throws IOException {
        return READER.readTree(Files.readAllBytes(seeded().resolve("ground_truth.json")));
    }

    static SalesExtract sales() throws IOException {
        return SalesExtract.read(seeded().resolve("sales.jsonl"));
    }

    static List<OdooDocument> documents() throws IOException {
        List<OdooDocument> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(seeded())) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode export = READER.readTree(Files.readAllBytes(file));
                for (JsonNode row : export.path("rows")) {
                    JsonNode written = row.path("write_date");
                    documents.add(new OdooDocument(
                            export.path("model").asText(),
                            row.path("id").asLong(),
                            written.isTextual() ? written.asText() : null,
                            READ_AT,
                            (ObjectNode) row));
                }
            }
        }
        return documents;
    }
}
