package io.tillwatch.simulator.odoo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Requests and answers of a real Odoo 19, and its export; both stay outside the repository. */
final class SharedRecordings {
    static final JsonMapper MAPPER = new JsonMapper();

    private SharedRecordings() {}

    /** Skips the test, and says so, where the data is not there. */
    static Path directory() {
        Path directory = Path.of(System.getProperty("tillwatch.shared", "../shared"), "odoo", "recordings");
        assumeTrue(Files.isDirectory(directory), () -> "no recordings at " + directory + ": set -Dtillwatch.shared");
        return directory;
    }

    static Path seeded() {
        return directory().resolve("seeded");
    }

    /** Every exported model. */
    static List<JsonNode> exports() throws IOException {
        return json(seeded()).stream()
                .map(SharedRecordings::read)
                .filter(export -> export.has("model"))
                .toList();
    }

    static List<Path> json(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
