package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        return Connector.connect(settings);
    }

    /** Such as {@code 19.0}. */
    String serverVersion();

    /** {@code JSON-2} or {@code JSON-RPC}. */
    String protocol();

    /**
     * Rows that match a domain, many2one as plain ids.
     *
     * @param domain in Odoo's prefix notation
     * @param order such as {@code id}
     */
    List<ObjectNode> searchRead(String model, ArrayNode domain, List<String> fields, String order, int limit);

    /** Fields of a model that the user may see. */
    Set<String> fields(String model);

    @Override
    void close();
}
