package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Takes the rows out of an answer. */
final class Rows {
    private Rows() {}

    static List<ObjectNode> of(JsonNode result) {
        if (!result.isArray()) {
            throw new OdooException(OdooException.Kind.REFUSED, "answers with something else than rows", null);
        }
        List<ObjectNode> rows = new ArrayList<>(result.size());
        for (JsonNode row : result) {
            if (row instanceof ObjectNode object) {
                rows.add(object);
            }
        }
        return rows;
    }
}
