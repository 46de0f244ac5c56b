package io.tillwatch.kibana;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The saved objects of Tillwatch. */
public final class KibanaObjects {
    private static final String RESOURCE = "/kibana/tillwatch.ndjson";

    private KibanaObjects() {}

    /**
     * The file to import into Kibana 8.19 or later, one object a line, as {@code POST
     * /api/saved_objects/_import?overwrite=true} takes it. Ids are the same each time, so importing again replaces.
     */
    public static String ndjson() {
        try (InputStream in = KibanaObjects.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** What the committed file must hold. */
    static String written() {
        return ObjectsWriter.write(Views.ALL, List.of(OperationsOverview.dashboard()));
    }
}
