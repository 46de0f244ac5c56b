package io.tillwatch.simulator.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares answers by what a client relies on: names, types, errors; not by the data of the day. */
final class Shapes {
    /** What Odoo tells of fields beyond what a reader asks for: labels and choices of its own. */
    private static final Set<String> FIELD_FACTS = Set.of("type", "relation");

    private static final String MESSAGE = "/error/data/message";

    private Shapes() {}

    static List<String> differences(JsonNode expected, JsonNode answer) {
        List<String> differences = new ArrayList<>();
        if (isFields(expected.path("result"))) {
            fields(expected.path("result"), answer.path("result"), differences);
        } else {
            compare("", expected, answer, differences);
            same("name", expected.at("/error/data/name"), answer.at("/error/data/name"), differences);
            same("message", plain(expected.at(MESSAGE)), plain(answer.at(MESSAGE)), differences);
            if (expected.has("debug")) {
                same("name", expected.path("name"), answer.path("name"), differences);
                same("message", plain(expected.path("message")), plain(answer.path("message")), differences);
            }
        }
        return differences;
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isFields(JsonNode result) {
        return result.isObject() && result.elements().next().has("searchable");
    }

    private static void fields(JsonNode expected, JsonNode answer, List<String> differences) {
        if (answer.isEmpty()) {
            differences.add("no fields");
        }
        for (String field : names(answer)) {
            for (String fact : FIELD_FACTS) {
                same(
                        field + "." + fact,
                        expected.path(field).path(fact),
                        answer.path(field).path(fact),
                        differences);
            }
        }
    }

    private static void compare(String path, JsonNode expected, JsonNode answer, List<String> differences) {
        if (expected.isObject() && answer.isObject()) {
            if (!names(expected).equals(names(answer))) {
                differences.add(path + ": " + names(expected) + " but " + names(answer));
            }
            expected.properties()
                    .forEach(entry -> compare(
                            path + "/" + entry.getKey(), entry.getValue(), answer.path(entry.getKey()), differences));
        } else if (expected.isArray() && answer.isArray()) {
            if (expected.isEmpty() || answer.isEmpty()) {
                // Lists of ids may be empty or not as the data will; a list of rows may not.
                if (path.isEmpty() || path.equals("/result")) {
                    same(path, expected, answer, differences);
                }
                return;
            }
            compare(path + "/0", expected.get(0), answer.get(0), differences);
        } else if (!kind(expected).equals(kind(answer)) && !isUnset(path, expected, answer)) {
            differences.add(path + ": " + expected + " but " + answer);
        }
    }

    /** False stands for null in a row's cell; as a whole result it is an answer of its own. */
    private static boolean isUnset(String path, JsonNode expected, JsonNode answer) {
        return !path.equals("/result") && (BooleanNode.FALSE.equals(expected) || BooleanNode.FALSE.equals(answer));
    }

    private static String kind(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name();
    }

    private static void same(String what, Object expected, Object answer, List<String> differences) {
        if (!expected.equals(answer)) {
            differences.add(what + ": " + expected + " but " + answer);
        }
    }

    /** Without what differs from server to server. */
    private static String plain(JsonNode message) {
        return message.asText().replaceAll("port \\d+", "port").replaceAll("\\(char \\d+\\)|column \\d+", "");
    }
}
