package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.contracts.json.Json;

/**
 * An error as RFC 9457 writes it: what is wrong and what to do about it, never how the inside looks.
 *
 * @param type stable name of the kind of error
 * @param instance path that was asked
 */
record Problem(String type, String title, int status, String detail, String instance) {
    static final String CONTENT_TYPE = "application/problem+json";

    static void write(Context ctx, int status, String kind, String title, String detail) {
        Problem problem = new Problem("urn:tillwatch:problem:" + kind, title, status, detail, ctx.path());
        ctx.status(status).contentType(CONTENT_TYPE).result(Json.bytes(problem));
    }
}
