package io.tillwatch.simulator.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A plain client of both protocols. */
final class OdooCalls {
    private static final OdooAccess ACCESS = OdooAccess.demo();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    OdooCalls(OdooStandIn odoo) {
        this.url = odoo.url();
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the stand-in does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpResponse<String> json2(String model, String method, String arguments) {
        return send(
                "POST",
                "/json/2/" + model + "/" + method,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "bearer " + ACCESS.apiKey(),
                        "X-Odoo-Database",
                        ACCESS.database()),
                arguments);
    }

    /** The result of a JSON-2 call that succeeds. */
    JsonNode result(String model, String method, String arguments) {
        HttpResponse<String> response = json2(model, method, arguments);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        return json(response.body());
    }

    /** Every row of a model by id, many2one as ids. */
    JsonNode rows(String model, String domain, String... fields) {
        ObjectNode arguments = SharedRecordings.MAPPER.createObjectNode();
        arguments.set("domain", json(domain));
        arguments.set("fields", SharedRecordings.MAPPER.valueToTree(List.of(fields)));
        return result(
                model,
                "search_read",
                arguments.put("order", "id").put("load", "_").toString());
    }

    /** The whole envelope of a call by JSON-RPC. */
    JsonNode execute(String model, String method, String args, String kwargs) {
        String body = """
                {"jsonrpc":"2.0","id":1,"method":"call","params":{"service":"object","method":"execute_kw",
                "args":["%s",10,"%s","%s","%s",%s,%s]}}""".formatted(ACCESS.database(), ACCESS.password(), model, method, args, kwargs);
        return json(send("POST", "/jsonrpc", Map.of("Content-Type", "application/json"), body)
                .body());
    }

    static JsonNode json(String text) {
        try {
            return SharedRecordings.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
