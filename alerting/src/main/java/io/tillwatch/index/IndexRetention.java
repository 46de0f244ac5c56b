package io.tillwatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;

/** Lets daily indices go when they are old: by the server's own lifecycle where it has one, else by us. */
public final class IndexRetention {
    static final String POLICY = "tillwatch-daily";

    /** One index a day each. */
    static final List<String> DAILY =
            List.of(IndexNames.SIGNALS, IndexNames.SUPPRESSIONS, IndexNames.FLOW_HEALTH, IndexNames.QUARANTINE);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy.MM.dd");

    private IndexRetention() {}

    /**
     * Installs the policy on a server that has lifecycles.
     *
     * @return whether it has; if not, {@link #deleteOld} must be called now and then
     * @throws IndexException when the server does not answer or refuses
     */
    static boolean install(ElasticClient client, int keepDays) {
        try {
            client.rest().performRequest(new Request("GET", "/_ilm/status"));
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            if (status == 400 || status == 404 || status == 405) {
                return false;
            }
            throw new IndexException("elasticsearch.keepDays: " + Answer.why(e, "manage_ilm"), e);
        } catch (IOException e) {
            throw away(e);
        }
        Request policy = new Request("PUT", "/_ilm/policy/" + POLICY);
        policy.setJsonEntity("{\"policy\":{\"phases\":{\"hot\":{\"actions\":{}},\"delete\":{\"min_age\":\"" + keepDays
                + "d\",\"actions\":{\"delete\":{}}}}}}");
        try {
            client.rest().performRequest(policy);
            return true;
        } catch (ResponseException e) {
            throw new IndexException("the policy " + POLICY + ": " + Answer.why(e, "manage_ilm"), e);
        } catch (IOException e) {
            throw away(e);
        }
    }

    /**
     * Deletes daily indices whose day ended more than so many days ago. The audit is never deleted.
     *
     * @return their names
     * @throws IndexException when the server does not answer or refuses
     */
    public static List<String> deleteOld(ElasticClient client, int keepDays, Instant now) {
        LocalDate oldest = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(keepDays);
        List<String> deleted = new ArrayList<>();
        try {
            for (String name : DAILY) {
                Request list = new Request("GET", "/_cat/indices/" + name + "-*");
                list.addParameter("format", "json");
                list.addParameter("h", "index");
                JsonNode indices = Json.mapper()
                        .readTree(client.rest().performRequest(list).getEntity().getContent());
                for (JsonNode index : indices) {
                    String full = index.path("index").asText();
                    LocalDate day = day(full.substring(name.length() + 1));
                    if (day != null && day.isBefore(oldest)) {
                        client.rest().performRequest(new Request("DELETE", "/" + full));
                        deleted.add(full);
                    }
                }
            }
            return List.copyOf(deleted);
        } catch (ResponseException e) {
            throw new IndexException("old indices stay: " + Answer.why(e, "manage"), e);
        } catch (IOException e) {
            throw away(e);
        }
    }

    /** Null for an index that is not ours: nobody knows how old it may become. */
    private static @Nullable LocalDate day(String suffix) {
        try {
            return LocalDate.parse(suffix, DAY);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static IndexException away(IOException e) {
        return new IndexException(Answer.why(e, "manage_ilm"), e);
    }
}
