package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** JSON-RPC, for version 19 and below. The login is kept: each one costs the server about a second of work. */
final class JsonRpcClient implements OdooClient {
    private static final String PATH = "/jsonrpc";

    private final Transport transport;
    private final OdooSettings settings;
    private final String version;
    private final long user;
    private final AtomicLong calls = new AtomicLong();

    private JsonRpcClient(Transport transport, OdooSettings settings, String version, long user) {
        this.transport = transport;
        this.settings = settings;
        this.version = version;
        this.user = user;
    }

    static JsonRpcClient login(Transport transport, OdooSettings settings, String version) {
        ArrayNode arguments = JsonNodeFactory.instance.arrayNode();
        arguments.add(settings.database()).add(settings.user()).add(settings.secret());
        arguments.addObject();
        JsonNode user = transport
                .post(PATH, call("common", "authenticate", arguments, 0), Map.of())
                .path("result");
        if (!user.isIntegralNumber()) {
            throw new OdooException(
                    OdooException.Kind.UNAUTHORIZED,
                    "does not accept the user's key or password: it may be wrong or expired",
                    null);
        }
        return new JsonRpcClient(transport, settings, version, user.longValue());
    }

    @Override
    public String serverVersion() {
        return version;
    }

    @Override
    public Duration clockAhead() {
        return transport.clockAhead();
    }

    @Override
    public String protocol() {
        return "JSON-RPC";
    }

    @Override
    public List<ObjectNode> searchRead(String model, ArrayNode domain, List<String> fields, String order, int limit) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        ArrayNode names = named.putArray("fields");
        fields.forEach(names::add);
        named.put("order", order).put("limit", limit).put("load", "_");
        named.putObject("context").put("active_test", false);
        ArrayNode positional = JsonNodeFactory.instance.arrayNode();
        positional.add(domain);
        return Rows.of(execute(model, "search_read", positional, named));
    }

    @Override
    public Set<String> fields(String model) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.putArray("attributes").add("type");
        Set<String> names = new TreeSet<>();
        execute(model, "fields_get", JsonNodeFactory.instance.arrayNode(), named)
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private JsonNode execute(String model, String method, ArrayNode positional, ObjectNode named) {
        ArrayNode arguments = JsonNodeFactory.instance.arrayNode();
        arguments
                .add(settings.database())
                .add(user)
                .add(settings.secret())
                .add(model)
                .add(method);
        arguments.add(positional).add(named);
        return transport
                .post(PATH, call("object", "execute_kw", arguments, calls.incrementAndGet()), Map.of())
                .path("result");
    }

    private static ObjectNode call(String service, String method, ArrayNode arguments, long id) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("jsonrpc", "2.0").put("method", "call").put("id", id);
        call.putObject("params").put("service", service).put("method", method).set("args", arguments);
        return call;
    }

    @Override
    public void close() {
        transport.close();
    }
}
