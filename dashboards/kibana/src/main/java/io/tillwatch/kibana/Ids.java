package io.tillwatch.kibana;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that are the same each time, so that an import replaces and never doubles. */
final class Ids {
    private Ids() {}

    static String of(String... parts) {
        String name = "tillwatch/" + String.join("/", parts);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
