package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tillwatch.odoo.OdooException.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an HTTP answer means. A stopped database looks like "not found": JSON-2 then answers 404 with HTML, where a
 * real "not found" is JSON; JSON-RPC answers 200 with an error inside.
 */
final class Answers {
    private static final Set<String> TRANSIENT = Set.of(
            "psycopg2.OperationalError",
            "psycopg2.InterfaceError",
            "psycopg2.errors.SerializationFailure",
            "psycopg2.errors.DeadlockDetected",
            "psycopg2.errors.LockNotAvailable",
            "odoo.exceptions.ConcurrencyError");

    private Answers() {}

    static JsonNode read(HttpResponse<byte[]> response, ObjectReader reader) throws IOException {
        int status = response.statusCode();
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        if (status == 429) {
            throw new OdooException(Kind.THROTTLED, "asks for fewer requests", retryAfter(response), null);
        }
        if (status == 404 && !json) {
            throw new OdooException(
                    Kind.OUTAGE, "knows no such address: its database is down, or odoo.database is wrong", null);
        }
        if (!json) {
            throw new OdooException(
                    status >= 500 ? Kind.OUTAGE : Kind.REFUSED, "answers with HTTP status " + status, null);
        }
        JsonNode body = reader.readTree(response.body());
        if (status >= 400) {
            throw failure(
                    status, body.path("name").asText(""), body.path("message").asText(""));
        }
        JsonNode error = body.path("error");
        if (error.isObject()) {
            JsonNode data = error.path("data");
            throw failure(
                    500, data.path("name").asText(""), data.path("message").asText(""));
        }
        return body;
    }

    private static OdooException failure(int status, String name, String message) {
        if (name.startsWith("psycopg2.") || TRANSIENT.contains(name) || status == 502 || status == 503) {
            return new OdooException(Kind.OUTAGE, "has trouble with its database", null);
        }
        if (status == 401 || name.endsWith(".AccessDenied") || name.endsWith(".Unauthorized")) {
            return new OdooException(
                    Kind.UNAUTHORIZED, "does not accept the user's key or password: it may be wrong or expired", null);
        }
        if (status == 403 || name.endsWith(".AccessError")) {
            return new OdooException(Kind.FORBIDDEN, "does not let the user see this: " + firstLine(message), null);
        }
        return new OdooException(Kind.REFUSED, "refuses the request: " + firstLine(message), null);
    }

    /** Odoo's messages explain themselves in the first line; the rest names groups and help pages. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("no reason given").strip();
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        boolean number =
                !seconds.isEmpty() && seconds.length() < 6 && seconds.chars().allMatch(Character::isDigit);
        return number ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
