package io.tillwatch.contracts.flow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of YAML whose every value knows its line. Exactly one of the three is there; none for an empty value.
 *
 * @param line from 1; that of the key where there is one
 */
record LocatedYaml(
        int line,
        @Nullable String text,
        @Nullable Map<String, LocatedYaml> fields,
        @Nullable List<LocatedYaml> items) {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws com.fasterxml.jackson.core.JsonProcessingException with the line at which it is no YAML any more */
    static LocatedYaml read(String page) throws IOException {
        try (JsonParser parser = YAML.createParser(page)) {
            JsonToken first = parser.nextToken();
            return first == null ? new LocatedYaml(1, null, null, null) : value(parser, first, line(parser));
        }
    }

    private static LocatedYaml value(JsonParser parser, JsonToken token, int line) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, LocatedYaml> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    int at = line(parser);
                    String name = parser.currentName();
                    fields.put(name, value(parser, parser.nextToken(), at));
                }
                int begins = fields.values().stream()
                        .mapToInt(LocatedYaml::line)
                        .min()
                        .orElse(line);
                yield new LocatedYaml(begins, null, fields, null);
            }
            case START_ARRAY -> {
                List<LocatedYaml> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next, line(parser)));
                }
                yield new LocatedYaml(line, null, null, items);
            }
            case VALUE_NULL -> new LocatedYaml(line, null, null, null);
            default -> new LocatedYaml(line, parser.getText(), null, null);
        };
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** A field of it; null when it has none of that name. */
    @Nullable
    LocatedYaml field(String name) {
        return fields == null ? null : fields.get(name);
    }

    /** The texts of a list, each with its line; empty when it is none. */
    List<LocatedYaml> list(String name) {
        LocatedYaml found = field(name);
        return found == null || found.items == null ? List.of() : found.items;
    }
}
