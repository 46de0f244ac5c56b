package io.tillwatch.app.flows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tillwatch.contracts.json.Json;
import java.io.PrintWriter;

/** How findings are written. */
enum OutputFormat {
    TEXT,
    JSON;

    /** One document, indented. */
    static void json(Object document, PrintWriter out) {
        try {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain fields can always be written", e);
        }
    }
}
