package io.tillwatch.odoo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request to a real Odoo 19 and what it answered. */
record Recording(String name, JsonNode request, JsonNode response) {
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    /** Writes 100.0 as it was: a client has to cope with that. */
    private static final ObjectReader AS_SENT = READER.without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    /** Skips the test, and says so, where the recordings are not. */
    static Path directory() {
        Path directory = Path.of(System.getProperty("tillwatch.shared", "../shared"), "odoo", "recordings");
        assumeTrue(Files.isDirectory(directory), () -> "no recordings at " + directory + ": set -Dtillwatch.shared");
        return directory;
    }

    static Recording of(String name) {
        JsonNode file = json(AS_SENT, directory().resolve(name + ".json"));
        return new Recording(name, file.path("request"), file.path("response"));
    }

    static Set<String> names() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        return json(READER, file);
    }

    private static JsonNode json(ObjectReader reader, Path file) {
        try {
            return reader.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arguments of an {@code execute_kw}: database, user, secret, model, method, positional, named. */
    JsonNode arguments() {
        return request.path("body").path("params").path("args");
    }

    /** What the caller of the method gets, whichever protocol. */
    JsonNode result() {
        JsonNode body = response.path("body");
        try {
            return READER.readTree((body.has("jsonrpc") ? body.path("result") : body).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScriptedOdoo.Reply reply() {
        JsonNode body = response.path("body");
        return new ScriptedOdoo.Reply(
                response.path("status").asInt(),
                response.path("headers").path("Content-Type").asText(),
                body.isTextual() ? body.textValue() : body.toString());
    }
}
