package io.tillwatch.index;

import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The index templates as they ship: strict mappings in the subset that a small and a full server share. */
public final class IndexTemplates {
    private static final List<String> NAMES = List.of(
            IndexNames.INCIDENTS,
            IndexNames.SIGNALS,
            IndexNames.SUPPRESSIONS,
            IndexNames.POSITIONS,
            IndexNames.CASES,
            IndexNames.FLOW_HEALTH,
            IndexNames.QUARANTINE,
            IndexNames.AUDIT);

    private IndexTemplates() {}

    /** Template name to its JSON. */
    public static Map<String, String> all() {
        Map<String, String> templates = new LinkedHashMap<>();
        NAMES.forEach(name -> templates.put(name, read("/templates/" + name + ".json")));
        return templates;
    }

    private static String read(String resource) {
        try (InputStream in = IndexTemplates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the alerting jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
