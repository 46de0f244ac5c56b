package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.simulator.odoo.records.Model;
import io.tillwatch.simulator.odoo.records.OdooError;
import java.util.List;

/** {@code POST /jsonrpc}: errors come with status 200 in the envelope. */
final class JsonRpc {
    private final Login login;
    private final Methods methods;
    private final Outage outage;

    JsonRpc(Login login, Methods methods, Outage outage) {
        this.login = login;
        this.methods = methods;
        this.outage = outage;
    }

    Answer post(String body) {
        JsonNode request = parsed(body);
        if (!request.isObject()) {
            return Answer.html(400, "Invalid JSON data");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", request.path("id").isMissingNode() ? null : request.get("id"));
        try {
            answer.set("result", result(request.path("params")));
        } catch (OdooError e) {
            answer.putObject("error")
                    .put("code", 0)
                    .put("message", "Odoo Server Error")
                    .set("data", Errors.data(e));
        }
        return Answer.json(200, answer);
    }

    private static JsonNode parsed(String body) {
        try {
            return Answer.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            // Answered as what it is: not JSON.
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private JsonNode result(JsonNode params) {
        List<String> missing = List.of("service", "method", "args").stream()
                .filter(name -> !params.has(name))
                .map(name -> "'" + name + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw Errors.builtin(
                    "TypeError",
                    "JSONRPC.jsonrpc() missing " + missing.size() + " required positional argument"
                            + (missing.size() == 1 ? "" : "s") + ": " + String.join(" and ", missing));
        }
        String call =
                params.path("service").asText() + "." + params.path("method").asText();
        JsonNode args = params.path("args");
        return switch (call) {
            case "common.version" -> version();
            case "common.login", "common.authenticate" -> authenticate(args);
            case "object.execute_kw" -> execute(args);
            default -> throw Errors.builtin("NameError", "Method not available " + call);
        };
    }

    private static JsonNode version() {
        ObjectNode version = JsonNodeFactory.instance.objectNode();
        version.put("server_version", "19.0");
        version.set("server_version_info", Pages.versionInfo());
        version.put("server_serie", "19.0");
        version.put("protocol_version", 1);
        return version;
    }

    private JsonNode authenticate(JsonNode args) {
        connect(args.path(0).asText());
        boolean known = args.path(1).asText().equals(login.user());
        return known && login.opens(args.path(2).asText()) ? LongNode.valueOf(Login.UID) : BooleanNode.FALSE;
    }

    private JsonNode execute(JsonNode args) {
        connect(args.path(0).asText());
        long uid = args.path(1).asLong();
        if (uid != Login.UID) {
            throw Errors.missingUser(uid);
        }
        if (!login.opens(args.path(2).asText())) {
            throw Errors.denied();
        }
        String name = args.path(3).asText();
        Model model = methods.database().model(name);
        if (model == null) {
            throw OdooError.user("Object " + name + " doesn't exist");
        }
        String called = args.path(4).asText();
        if (called.startsWith("_")) {
            throw Errors.privateMethod(model, called);
        }
        Method method = Method.named(called);
        if (method == null) {
            throw Errors.builtin("AttributeError", "The method '" + model + "." + called + "' does not exist");
        }
        ObjectNode byName = args.path(6) instanceof ObjectNode named ? named : JsonNodeFactory.instance.objectNode();
        return methods.call(model, method, method.named(args.path(5), byName));
    }

    private void connect(String database) {
        if (outage.databaseDown()) {
            throw Errors.postgres("Connection refused\n\tIs the server running on that host and accepting TCP/IP"
                    + " connections?\n");
        }
        if (!database.equals(login.database())) {
            throw Errors.postgres("FATAL:  database \"" + database + "\" does not exist\n");
        }
    }
}
