package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers that need no user: version, health and Odoo's HTML pages. */
final class Pages {
    static final String NO_DATABASE = """
            <!DOCTYPE html>
            <title>404 Not Found</title>
            <h1>Not Found</h1>
            <p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
            <p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

            <!-- Alternatively, use the X-Odoo-Database header. -->
            """;

    private static final String NOT_FOUND = """
            <!DOCTYPE html>
            <html>
                <head><title>Odoo</title></head>
                <body><h1>404: Not Found</h1></body>
            </html>
            """;

    private static final String WRONG_TYPE = """
            <!doctype html>
            <html lang=en>
            <title>415 Unsupported Media Type</title>
            <h1>Unsupported Media Type</h1>
            <p>Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is \
            type=&#39;jsonrpc&#39;.<br><br>Please verify the Content-Type request header and try again.</p>
            """;

    private static final String THROTTLED = """
            <html>
            <head><title>429 Too Many Requests</title></head>
            <body><center><h1>429 Too Many Requests</h1></center></body>
            </html>
            """;

    private Pages() {}

    static Answer version() {
        ObjectNode version = JsonNodeFactory.instance.objectNode();
        version.set("version_info", versionInfo());
        version.put("version", "19.0");
        return Answer.json(200, version);
    }

    static ArrayNode versionInfo() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(19)
                .add(0)
                .add(0)
                .add("final")
                .add(0)
                .add("");
    }

    /** Says nothing of the database unless it is asked to. */
    static Answer health(boolean withDatabase, boolean databaseDown) {
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        boolean failed = withDatabase && databaseDown;
        health.put("status", failed ? "fail" : "pass");
        if (withDatabase) {
            health.put("db_server_status", !databaseDown);
        }
        return Answer.json(failed ? 500 : 200, health);
    }

    static Answer notFound() {
        return Answer.html(404, NOT_FOUND);
    }

    static Answer wrongType() {
        return Answer.html(415, WRONG_TYPE);
    }

    static Answer throttled() {
        return Answer.html(429, THROTTLED);
    }
}
