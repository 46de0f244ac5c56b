package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tillwatch.odoo.OdooException.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** At least two parts, so that {@code Store/00001} stays. */
    private static final Pattern SERVER_PATH = Pattern.compile("(?<![\\w/.])(?:/[\\w.+-]+){2,}/?");

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
            throw unexpected(status);
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
                    200, data.path("name").asText(""), data.path("message").asText(""));
        }
        return body;
    }

    private static OdooException failure(int status, String name, String message) {
        if (name.startsWith("psycopg2.") || TRANSIENT.contains(name) || (status >= 502 && status <= 504)) {
            return new OdooException(
                    Kind.OUTAGE, "has trouble with its database: it is down, or odoo.database is wrong", null);
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

    /** A page in place of data: something before Odoo answers, or the address is not Odoo's. */
    private static OdooException unexpected(int status) {
        if (status == 401 || status == 403) {
            return new OdooException(
                    status == 401 ? Kind.UNAUTHORIZED : Kind.FORBIDDEN,
                    "is behind something that does not let requests through: HTTP status " + status,
                    null);
        }
        if (status >= 500) {
            return new OdooException(Kind.OUTAGE, "cannot serve now: HTTP status " + status, null);
        }
        String what =
                status >= 400 ? "refuses the request: HTTP status " + status : "answers with a page, not with data";
        return new OdooException(Kind.REFUSED, what + ": check odoo.url", null);
    }

    /** Odoo's messages explain themselves in the first line; the rest names groups and help pages. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("no reason given").strip();
        line = SERVER_PATH.matcher(line).replaceAll("...");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    /**
     * How far the asking machine's clock is at least ahead: an answer's date is cut to seconds, and later than the
     * question.
     *
     * @param date as the answer's header says it; empty when it does not
     */
    static Duration clockAhead(Instant asked, String date) {
        try {
            Instant server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            Duration ahead = Duration.between(server.plusSeconds(1), asked);
            return ahead.isNegative() ? Duration.ZERO : ahead;
        } catch (DateTimeException e) {
            // A server without a date tells nothing about its clock.
            return Duration.ZERO;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        boolean number =
                !seconds.isEmpty() && seconds.length() < 6 && seconds.chars().allMatch(Character::isDigit);
        return number ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
