package io.tillwatch.console.api;

import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API: from it the route and its page in the OpenAPI document are made, so that they agree.
 *
 * @param path with {@code {name}} for path parameters
 * @param query query parameters; others are refused
 * @param body record type of the JSON body; null when it takes none
 * @param reply record type of the JSON reply; null when {@code media} is not JSON
 * @param errors statuses beside 400 and 500 that it may end with
 */
record Operation(
        Method method,
        String path,
        String id,
        String summary,
        List<Query> query,
        @Nullable Class<?> body,
        int status,
        @Nullable Class<?> reply,
        String media,
        List<Integer> errors,
        Handler handler) {

    enum Method {
        GET,
        POST
    }

    /** @param schema JSON Schema of the value */
    record Query(String name, String meaning, Map<String, Object> schema) {
        static Query text(String name, String meaning) {
            return new Query(name, meaning, Map.of("type", "string", "maxLength", 200));
        }

        static Query number(String name, String meaning) {
            return new Query(name, meaning, Map.of("type", "number"));
        }

        static Query time(String name, String meaning) {
            return new Query(name, meaning, Map.of("type", "string", "format", "date-time"));
        }

        static Query flag(String name, String meaning) {
            return new Query(name, meaning, Map.of("type", "boolean"));
        }

        static Query choice(String name, String meaning, List<String> choices) {
            return new Query(name, meaning, Map.of("type", "string", "enum", choices));
        }

        static Query page() {
            return new Query("page", "Page, from 1", Map.of("type", "integer", "minimum", 1, "default", 1));
        }

        static Query size() {
            return new Query(
                    "size",
                    "Rows a page",
                    Map.of("type", "integer", "minimum", 1, "maximum", Params.LARGEST_SIZE, "default", Params.SIZE));
        }
    }

    static final String JSON = "application/json";

    static Operation get(
            String path,
            String id,
            String summary,
            List<Query> query,
            Class<?> reply,
            List<Integer> errors,
            Handler handler) {
        return new Operation(Method.GET, path, id, summary, query, null, 200, reply, JSON, errors, handler);
    }

    static Operation stream(String path, String id, String summary, List<Query> query, Handler handler) {
        return new Operation(
                Method.GET, path, id, summary, query, null, 200, null, "text/event-stream", List.of(406, 503), handler);
    }
}
