package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.contracts.json.Json;

/** Writes JSON with the mapper that all rooms use. */
final class Reply {
    private Reply() {}

    static void json(Context ctx, Object value) {
        ctx.contentType(Operation.JSON).result(Json.bytes(value));
    }
}
