package io.tillwatch.kibana;

import java.util.Map;

/**
 * The lowest model versions that fit the shapes written here. Kibana refuses objects that are newer than itself, and runs
 * legacy migrations, which break Lens, over objects without a version.
 */
final class Versions {
    static final String CORE = "8.8.0";

    private static final Map<String, String> TYPES = Map.of(
            "dashboard", "10.2.0",
            "lens", "8.9.0",
            "index-pattern", "8.0.0",
            "visualization", "8.5.0",
            "search", "8.0.0",
            "tag", "8.0.0");

    private Versions() {}

    static boolean known(String type) {
        return TYPES.containsKey(type);
    }

    /** @throws IllegalArgumentException for a type that is not written here */
    static String of(String type) {
        String version = TYPES.get(type);
        if (version == null) {
            throw new IllegalArgumentException("saved object type " + type + " is not written here");
        }
        return version;
    }
}
