package io.tillwatch.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;

/** Installs or upgrades the index templates and the indices that stand already; a second run changes nothing. */
public final class IndexSetup {
    private static final int BAD_REQUEST = 400;

    private IndexSetup() {}

    /**
     * Keeps everything for ever.
     *
     * @throws IndexException when the server does not answer or refuses
     */
    public static void run(ElasticClient client) {
        run(client, null);
    }

    /**
     * @param keepDays how long daily indices are kept; null keeps them for ever
     * @return whether the server deletes by itself what is too old
     * @throws IndexException when the server does not answer or refuses
     */
    public static boolean run(ElasticClient client, @Nullable Integer keepDays) {
        boolean lifecycles = keepDays != null && IndexRetention.install(client, keepDays);
        for (Map.Entry<String, String> template : IndexTemplates.all().entrySet()) {
            String name = template.getKey();
            Request install = new Request("PUT", "/_index_template/" + name);
            install.setJsonEntity(
                    lifecycles && IndexRetention.DAILY.contains(name)
                            ? withPolicy(template.getValue())
                            : template.getValue());
            perform(client, install, "the index template " + name, "manage_index_templates");
            // A template is for indices to come; those that stand would refuse what it added.
            Request upgrade = new Request("PUT", "/" + name + "-*/_mapping");
            upgrade.addParameter("ignore_unavailable", "true");
            upgrade.addParameter("allow_no_indices", "true");
            upgrade.setJsonEntity(mappings(template.getValue()));
            perform(client, upgrade, "new fields for the indices " + name + "-*", "manage");
        }
        return lifecycles;
    }

    private static String withPolicy(String template) {
        try {
            ObjectNode whole = (ObjectNode) Json.mapper().readTree(template);
            ((ObjectNode) whole.at("/template/settings")).put("index.lifecycle.name", IndexRetention.POLICY);
            return whole.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a template in the alerting jar is not JSON", e);
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
            throw new IndexException(
                    Answer.status(e) == BAD_REQUEST
                            ? "Elasticsearch refused " + what + " with status 400: an index there has other fields"
                                    + " under the same names; move it away"
                            : what + ": " + Answer.why(e, right),
                    e);
        } catch (IOException e) {
            throw new IndexException(Answer.why(e, right), e);
        }
    }
}
