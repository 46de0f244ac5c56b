package io.tillwatch.index;

import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.elasticsearch.client.Request;

/** What tests ask of a server. */
final class Elastic {
    private Elastic() {}

    /** A server as it was before us. */
    static void clean(ElasticClient client) throws IOException {
        JsonNode indices = get(client, "/_cat/indices/tillwatch-*?format=json&h=index");
        for (JsonNode index : indices) {
            client.rest()
                    .performRequest(
                            new Request("DELETE", "/" + index.get("index").asText()));
        }
        for (String template : IndexTemplates.all().keySet()) {
            Request delete = new Request("DELETE", "/_index_template/" + template);
            delete.addParameter("ignore", "404");
            client.rest().performRequest(delete);
        }
    }

    static JsonNode get(ElasticClient client, String path) throws IOException {
        return Json.mapper()
                .readTree(client.rest()
                        .performRequest(new Request("GET", path))
                        .getEntity()
                        .getContent());
    }

    /** @return the reasons of refused documents, by id */
    static Map<String, String> write(ElasticClient client, List<IndexDocument> documents) throws InterruptedException {
        Map<String, String> refused = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        new BulkWriter(
                        client,
                        () -> !problems.isEmpty(),
                        problem -> {
                            if (problem != null) {
                                problems.add(problem);
                            }
                        },
                        new Random(1))
                .write(documents, (document, reason) -> refused.put(document.id(), reason));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.get(0));
        }
        return refused;
    }

    static ObjectNode source(ElasticClient client, IndexDocument document) throws IOException {
        return client.api()
                .get(get -> get.index(document.index()).id(document.id()), ObjectNode.class)
                .source();
    }

    static List<Hit<ObjectNode>> all(ElasticClient client, String index) throws IOException {
        client.api().indices().refresh(refresh -> refresh.index(index).ignoreUnavailable(true));
        return client.api()
                .search(
                        search -> search.index(index).size(1000).version(true).ignoreUnavailable(true),
                        ObjectNode.class)
                .hits()
                .hits();
    }
}
