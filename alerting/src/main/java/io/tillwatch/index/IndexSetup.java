package io.tillwatch.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;

/** Installs or upgrades the index templates and the indices that stand already; a second run changes nothing. */
public final class IndexSetup {
    private IndexSetup() {}

    /** @throws IndexException when the server does not answer or refuses */
    public static void run(ElasticClient client) {
        for (Map.Entry<String, String> template : IndexTemplates.all().entrySet()) {
            String name = template.getKey();
            Request install = new Request("PUT", "/_index_template/" + name);
            install.setJsonEntity(template.getValue());
            perform(client, install, "the index template " + name, "manage_index_templates");
            // A template is for indices to come; those that stand would refuse what it added.
            Request upgrade = new Request("PUT", "/" + name + "-*/_mapping");
            upgrade.addParameter("ignore_unavailable", "true");
            upgrade.addParameter("allow_no_indices", "true");
            upgrade.setJsonEntity(mappings(template.getValue()));
            perform(client, upgrade, "new fields for the indices " + name + "-*", "manage");
        }
    }

    private static String mappings(String template) {
        try {
            JsonNode mappings = Json.mapper().readTree(template).at("/template/mappings");
            return mappings.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a template in the alerting jar is not JSON", e);
        }
    }

    private static void perform(ElasticClient client, Request request, String what, String right) {
        try {
            client.rest().performRequest(request);
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            throw new IndexException(
                    "Elasticsearch refused " + what + " with status " + status
                            + (status == 400
                                    ? ": an index there has other fields under the same names; move it away"
                                    : ": give the user the right " + right),
                    e);
        } catch (IOException e) {
            throw new IndexException("Elasticsearch does not answer: check elasticsearch.url and that it runs", e);
        }
    }
}
