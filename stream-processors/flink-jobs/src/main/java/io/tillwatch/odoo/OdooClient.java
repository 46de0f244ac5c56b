package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads rows, whichever protocol the server speaks. Thread-safe. Every method throws {@link OdooException}. */
public interface OdooClient extends AutoCloseable {

    /**
     * Connects by the newest protocol that the server and the credential allow: JSON-2 from version 19 on, which wants
     * an API key, else JSON-RPC.
     *
     * @throws OdooException when the server does not answer or does not let the user in
     */
    static OdooClient connect(OdooSettings settings) {
        return connect(settings, OdooMetrics.NONE);
    }

    /** As {@link #connect(OdooSettings)}, and tells what it costs. */
    static OdooClient connect(OdooSettings settings, OdooMetrics metrics) {
        return Connector.connect(settings, metrics);
    }

    /** Such as {@code 19.0}. */
    String serverVersion();

    /** {@code JSON-2} or {@code JSON-RPC}. */
    String protocol();

    /**
     * Rows that match a domain, archived ones too, many2one as plain ids. {@code false} stays as Odoo sends it, and
     * decimals are exact.
     *
     * @param domain in Odoo's prefix notation
     * @param order such as {@code id}
     */
    List<ObjectNode> searchRead(String model, ArrayNode domain, List<String> fields, String order, int limit);

    /** Fields of a model that the user may see. */
    Set<String> fields(String model);

    /** How far this machine's clock is at least ahead of the server's, as the last answer told; zero when it is not. */
    default Duration clockAhead() {
        return Duration.ZERO;
    }

    @Override
    void close();
}
