package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An HTTP answer; text in UTF-8. */
record Answer(int status, String contentType, String body) {
    static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    /** Floats stay binary, as in python: 984.4000000000001 is what Odoo sends. */
    static final JsonMapper MAPPER = new JsonMapper();

    static Answer json(int status, JsonNode body) {
        try {
            return new Answer(status, JSON, MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write an answer", e);
        }
    }

    static Answer html(int status, String body) {
        return new Answer(status, HTML, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
