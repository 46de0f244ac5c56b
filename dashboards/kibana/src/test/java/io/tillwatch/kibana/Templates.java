package io.tillwatch.kibana;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The index templates as alerting ships them. */
final class Templates {
    private Templates() {}

    static List<String> all() {
        return Views.ALL.stream().map(Templates::read).toList();
    }

    /** An index that the template of this view applies to. */
    static String indexOf(DataView view) {
        return view.index() + "-v1";
    }

    private static String read(DataView view) {
        String resource = "/templates/" + view.index() + ".json";
        try (InputStream in = Templates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing: build alerting first");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
