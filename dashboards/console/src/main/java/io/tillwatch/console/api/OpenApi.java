package io.tillwatch.console.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of a list of operations. */
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Map<Integer, String> ERRORS = Map.of(
            400, "A parameter or the body cannot be used; the detail says what may stand there",
            403, "Asked from another site",
            404, "Nothing is known by that name",
            406, "Asked for another format than it has",
            412, "It changed meanwhile",
            415, "The body is not JSON",
            422, "Asked for a time that cannot be answered; the detail says which can",
            500, "A defect of ours",
            503, "Something behind it does not answer now");

    private OpenApi() {}

    static Map<String, Object> document(List<Operation> operations) {
        Schemas schemas = new Schemas();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Operation operation : operations) {
            paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method().name().toLowerCase(java.util.Locale.ROOT), page(operation, schemas));
        }
        schemas.ref(Problem.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Tillwatch",
                        "version", "1",
                        "description", "Stock, flows, incidents and books of a retailer, as they are now.",
                        "license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.components()));
        return document;
    }

    private static Map<String, Object> page(Operation operation, Schemas schemas) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("operationId", operation.id());
        page.put("summary", operation.summary());
        page.put("parameters", parameters(operation));
        if (operation.body() != null) {
            page.put(
                    "requestBody",
                    Map.of(
                            "required",
                            true,
                            "content",
                            Map.of(Operation.JSON, Map.of("schema", schemas.ref(operation.body())))));
        }
        Map<String, Object> responses = new TreeMap<>();
        responses.put(
                Integer.toString(operation.status()),
                Map.of(
                        "description",
                        operation.summary(),
                        "content",
                        Map.of(
                                operation.media(),
                                operation.reply() == null
                                        ? Map.of("schema", Map.of("type", "string"))
                                        : Map.of("schema", schemas.ref(operation.reply())))));
        List<Integer> errors = new ArrayList<>(operation.errors());
        errors.add(400);
        errors.add(500);
        for (int error : errors) {
            responses.put(
                    Integer.toString(error),
                    Map.of(
                            "description",
                            ERRORS.getOrDefault(error, "Refused"),
                            "content",
                            Map.of(Problem.CONTENT_TYPE, Map.of("schema", schemas.ref(Problem.class)))));
        }
        page.put("responses", responses);
        return page;
    }

    private static List<Map<String, Object>> parameters(Operation operation) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PATH_PARAMETER.matcher(operation.path());
        while (matcher.find()) {
            parameters.add(Map.of(
                    "name", matcher.group(1), "in", "path", "required", true, "schema", Map.of("type", "string")));
        }
        for (Operation.Query query : operation.query()) {
            parameters.add(Map.of(
                    "name", query.name(),
                    "in", "query",
                    "description", query.meaning(),
                    "schema", query.schema()));
        }
        return parameters;
    }
}
