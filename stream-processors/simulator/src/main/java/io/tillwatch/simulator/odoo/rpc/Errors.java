package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.simulator.odoo.records.Model;
import io.tillwatch.simulator.odoo.records.OdooError;

/** Errors of the protocols, and the object in which every error travels. */
final class Errors {
    private static final String WERKZEUG = "werkzeug.exceptions.";

    /**
     * Odoo's answers carry a traceback with paths of its server. This one is made up: no client may show it to anyone.
     */
    private static final String TRACEBACK =
            "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 2168, in _transactioning\n";

    private Errors() {}

    static OdooError denied() {
        return new OdooError("odoo.exceptions.AccessDenied", 403, "Access Denied");
    }

    static OdooError missingUser(long uid) {
        return new OdooError(
                "odoo.exceptions.MissingError",
                404,
                "Record does not exist or has been deleted.\n(Record: res.users(" + uid + ",), User: " + uid + ")");
    }

    static OdooError privateMethod(Model model, String method) {
        return OdooError.access("Private methods (such as '" + model + "." + method + "') cannot be called remotely.");
    }

    static OdooError postgres(String reason) {
        return new OdooError(
                "psycopg2.OperationalError", 500, "connection to server at \"127.0.0.1\", port 5432 failed: " + reason);
    }

    static OdooError builtin(String name, String message) {
        return new OdooError("builtins." + name, 500, message);
    }

    static OdooError http(int status, String message) {
        String name = switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 404 -> "NotFound";
            default -> "UnprocessableEntity";
        };
        return new OdooError(WERKZEUG + name, status, message);
    }

    /** {@code name, message, arguments, context, debug}: the body in JSON-2, {@code error.data} in JSON-RPC. */
    static ObjectNode data(OdooError error) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", error.name());
        data.put("message", error.text());
        ArrayNode arguments = data.putArray("arguments").add(error.text());
        if (error.name().startsWith(WERKZEUG)) {
            arguments.add(error.status());
        }
        data.putObject("context");
        boolean bare = error.name().equals("odoo.exceptions.AccessDenied");
        data.put("debug", (bare ? "" : TRACEBACK) + error.name() + ": " + error.text() + "\n");
        return data;
    }
}
