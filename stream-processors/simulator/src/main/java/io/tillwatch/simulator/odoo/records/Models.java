package io.tillwatch.simulator.odoo.records;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the models from the jar. */
final class Models {
    private static final String RESOURCE = "/io/tillwatch/simulator/odoo/models.txt";

    private Models() {}

    static Map<String, Model> load() {
        try (InputStream in = Models.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the simulator's jar");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
        }
    }

    private static Map<String, Model> parse(BufferedReader text) throws IOException {
        Map<String, Model> models = new LinkedHashMap<>();
        String[] head = {};
        List<String> specs = new ArrayList<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (line.startsWith("  ")) {
                specs.addAll(List.of(line.strip().split(" ", -1)));
            } else if (line.contains("|") && !line.startsWith("#")) {
                put(models, head, specs);
                head = line.split(" \\| ", -1);
                specs.clear();
            }
        }
        put(models, head, specs);
        return models;
    }

    private static void put(Map<String, Model> models, String[] head, List<String> specs) {
        if (head.length == 3) {
            models.put(head[0], new Model(head[0], head[1], head[2], specs));
        }
    }
}
