package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of KQL that our panels use: {@code field: value}, {@code field: (a or b)}, {@code field: *}, comparisons, and,
 * or, not, brackets. What lies beyond is refused and not guessed.
 */
final class Kql {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern TOKEN = Pattern.compile("\\s*(\"[^\"]*\"|<=|>=|[():<>]|[\\w.@*-]+)\\s*");

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> fields = new TreeSet<>();
    private int at;

    /** A parsed query: its Elasticsearch form and the fields that it names. */
    record Parsed(ObjectNode query, Set<String> fields) {}

    private Kql(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("unexpected text at " + end + " in " + text);
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    static Parsed parse(String text) {
        if (text.isBlank()) {
            return new Parsed(all(), Set.of());
        }
        Kql kql = new Kql(text.strip());
        ObjectNode query = kql.any();
        if (kql.at < kql.tokens.size()) {
            throw new IllegalArgumentException("unexpected " + kql.tokens.get(kql.at) + " in " + text);
        }
        return new Parsed(query, kql.fields);
    }

    private static ObjectNode all() {
        ObjectNode query = NODES.objectNode();
        query.putObject("match_all");
        return query;
    }

    private ObjectNode any() {
        List<ObjectNode> parts = new ArrayList<>(List.of(every()));
        while (take("or")) {
            parts.add(every());
        }
        return combined("should", parts);
    }

    private ObjectNode every() {
        List<ObjectNode> parts = new ArrayList<>(List.of(one()));
        while (take("and")) {
            parts.add(one());
        }
        return combined("filter", parts);
    }

    private ObjectNode one() {
        if (take("not")) {
            ObjectNode query = NODES.objectNode();
            query.putObject("bool").putArray("must_not").add(one());
            return query;
        }
        if (take("(")) {
            ObjectNode inner = any();
            expect(")");
            return inner;
        }
        String field = next();
        fields.add(field);
        String operator = next();
        return switch (operator) {
            case ":" -> values(field);
            case "<" -> range(field, "lt");
            case "<=" -> range(field, "lte");
            case ">" -> range(field, "gt");
            case ">=" -> range(field, "gte");
            default -> throw new IllegalArgumentException("unexpected " + operator + " after " + field);
        };
    }

    private ObjectNode values(String field) {
        if (!take("(")) {
            return value(field, next());
        }
        List<ObjectNode> parts = new ArrayList<>(List.of(value(field, next())));
        while (take("or")) {
            parts.add(value(field, next()));
        }
        expect(")");
        return combined("should", parts);
    }

    private static ObjectNode value(String field, String token) {
        ObjectNode query = NODES.objectNode();
        if (token.equals("*")) {
            query.putObject("exists").put("field", field);
        } else if (token.contains("*") && !token.startsWith("\"")) {
            throw new IllegalArgumentException("wildcards are not used here: " + token);
        } else if (token.startsWith("\"")) {
            query.putObject("match_phrase").put(field, token.substring(1, token.length() - 1));
        } else {
            query.putObject("match").put(field, token);
        }
        return query;
    }

    private ObjectNode range(String field, String bound) {
        ObjectNode query = NODES.objectNode();
        query.putObject("range").putObject(field).put(bound, next());
        return query;
    }

    private static ObjectNode combined(String how, List<ObjectNode> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ObjectNode query = NODES.objectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode array = bool.putArray(how);
        parts.forEach(array::add);
        if (how.equals("should")) {
            bool.put("minimum_should_match", 1);
        }
        return query;
    }

    private boolean take(String token) {
        boolean there =
                at < tokens.size() && tokens.get(at).toLowerCase(Locale.ROOT).equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException(token + " is missing");
        }
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return tokens.get(at++);
    }
}
