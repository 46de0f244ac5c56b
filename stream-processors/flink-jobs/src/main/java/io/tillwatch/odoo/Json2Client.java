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

/** JSON-2: {@code POST /json/2/<model>/<method>} with a bearer API key. */
final class Json2Client implements OdooClient {
    private final Transport transport;
    private final Map<String, String> headers;
    private final String version;

    Json2Client(Transport transport, OdooSettings settings, String version) {
        this.transport = transport;
        this.version = version;
        this.headers = Map.of("Authorization", "bearer " + settings.secret(), "X-Odoo-Database", settings.database());
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
        return "JSON-2";
    }

    @Override
    public List<ObjectNode> searchRead(String model, ArrayNode domain, List<String> fields, String order, int limit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("domain", domain);
        ArrayNode names = body.putArray("fields");
        fields.forEach(names::add);
        body.put("order", order).put("limit", limit).put("load", "_");
        body.putObject("context").put("active_test", false);
        return Rows.of(call(model, "search_read", body));
    }

    @Override
    public Set<String> fields(String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("attributes").add("type");
        Set<String> names = new TreeSet<>();
        call(model, "fields_get", body).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode call(String model, String method, ObjectNode body) {
        return transport.post("/json/2/" + model + '/' + method, body, headers);
    }

    @Override
    public void close() {
        transport.close();
    }
}
