package io.tillwatch.simulator.odoo;

import java.nio.file.Path;

/** Odoo on loopback. Thread-safe. */
public final class OdooStandIn implements AutoCloseable {
    private final String url;

    private OdooStandIn(String url) {
        this.url = url;
    }

    /** @param port 0 picks a free one */
    public static OdooStandIn start(int port, OdooAccess access) {
        return new OdooStandIn("http://127.0.0.1:" + port);
    }

    /** Loads an export: one file a model, {@code {model, fields, order, rows}}. */
    public OdooStandIn loadExport(Path directory) {
        return this;
    }

    public void apply(OdooAction action) {}

    public String url() {
        return url;
    }

    @Override
    public void close() {}
}
