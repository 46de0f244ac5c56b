package io.tillwatch.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the copy of the audit that stands in Elasticsearch. */
public final class AuditSearch {
    private static final int PAGE = 1_000;
    private static final int NOT_FOUND = 404;

    private AuditSearch() {}

    /**
     * All entries by number, those with one number side by side; none while there is no index of them.
     *
     * @throws IndexException when the server does not answer, or does not let us
     */
    public static List<AuditEntry> all(ElasticClient client) {
        List<AuditEntry> entries = new ArrayList<>();
        List<FieldValue> after = List.of();
        try {
            client.api().indices().refresh(refresh -> refresh.index(IndexNames.AUDIT));
            while (true) {
                List<Hit<ObjectNode>> hits = client.api()
                        .search(page(after), ObjectNode.class)
                        .hits()
                        .hits();
                for (Hit<ObjectNode> hit : hits) {
                    ObjectNode source = hit.source();
                    if (source != null) {
                        entries.add(entry(source));
                    }
                    after = hit.sort();
                }
                if (hits.size() < PAGE) {
                    return entries;
                }
            }
        } catch (IOException | ElasticsearchException e) {
            // Asking to pass over what is not there would pass over what we may not read, too.
            if (Answer.status(e) == NOT_FOUND) {
                return List.of();
            }
            throw new IndexException(Answer.why(e, "read"), e);
        }
    }

    private static SearchRequest page(List<FieldValue> after) {
        SearchRequest.Builder search = new SearchRequest.Builder()
                .index(IndexNames.AUDIT)
                .size(PAGE)
                .sort(sort ->
                        sort.field(field -> field.field("tillwatch.number").order(SortOrder.Asc)))
                .sort(sort -> sort.field(field -> field.field("tillwatch.hash").order(SortOrder.Asc)));
        if (!after.isEmpty()) {
            search.searchAfter(after);
        }
        return search.build();
    }

    private static AuditEntry entry(ObjectNode source) {
        return new AuditEntry(
                source.path("tillwatch.number").asLong(),
                Instant.parse(source.path("@timestamp").asText()),
                source.path("user.name").asText(),
                source.path("event.action").asText(),
                source.path("tillwatch.subject").asText(),
                source.has("message") ? source.path("message").asText() : null,
                source.path("tillwatch.previous").asText(),
                source.path("tillwatch.hash").asText());
    }
}
