package io.tillwatch.index;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;

/** Installs or upgrades the index templates; a second run changes nothing. */
public final class IndexSetup {
    private IndexSetup() {}

    /** @throws IndexException when the server does not answer or refuses */
    public static void run(ElasticClient client) {
        for (Map.Entry<String, String> template : IndexTemplates.all().entrySet()) {
            Request request = new Request("PUT", "/_index_template/" + template.getKey());
            request.setJsonEntity(template.getValue());
            try {
                client.rest().performRequest(request);
            } catch (ResponseException e) {
                throw new IndexException(
                        "Elasticsearch refused the index template " + template.getKey() + " with status "
                                + e.getResponse().getStatusLine().getStatusCode()
                                + ": give the user the right manage_index_templates",
                        e);
            } catch (IOException e) {
                throw new IndexException("Elasticsearch does not answer: check elasticsearch.url and that it runs", e);
            }
        }
    }
}
