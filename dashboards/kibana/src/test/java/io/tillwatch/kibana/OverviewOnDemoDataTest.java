package io.tillwatch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The committed objects over the index templates, on a real server with documents: all nine rules, and the figures. */
@ExtendWith(ElasticsearchExtension.class)
final class OverviewOnDemoDataTest {
    @BeforeAll
    static void fill(EmbeddedElasticsearch elasticsearch) {
        Server server = new Server(elasticsearch.url());
        int number = 0;
        for (String template : Templates.all()) {
            server.template("template-" + number++, template);
        }
        DemoData.documents().forEach((view, documents) -> server.documents(Templates.indexOf(view), documents));
    }

    @AfterAll
    static void empty(EmbeddedElasticsearch elasticsearch) {
        Server server = new Server(elasticsearch.url());
        DemoData.documents().keySet().forEach(view -> server.delete(Templates.indexOf(view)));
    }

    @Test
    void committed_objects_keep_all_nine_rules(EmbeddedElasticsearch elasticsearch) {
        // When
        List<KibanaCheck.Finding> findings =
                KibanaCheck.run(KibanaObjects.ndjson(), Templates.all(), Search.http(elasticsearch.url()));

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void every_panel_shows_what_the_documents_say(EmbeddedElasticsearch elasticsearch) {
        // When
        Map<String, String> shown = new TreeMap<>();
        for (LensLayer layer : SavedObjects.parse(KibanaObjects.ndjson()).layers()) {
            JsonNode answer = Search.http(elasticsearch.url()).search(layer.pattern(), LayerSearch.of(layer));
            List<String> rows = new ArrayList<>();
            rows(layer, answer.path("aggregations"), 0, "", rows);
            shown.put(layer.attributes().path("title").asText(), String.join("; ", rows));
        }

        // Then: counted by hand from DemoData
        assertThat(shown)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Open incidents", "4",
                        "Money at risk in open incidents (minor units)", "EUR 4125000 2; GBP 700 1",
                        "Stock positions available below zero", "2",
                        "Open incidents by priority", "2 2; 1 1; 3 1",
                        "Incidents by kind",
                                "2026-11-23T08:00:00.000Z OVERSELL 2; 2026-11-23T08:00:00.000Z FLOW_LATE 1; "
                                        + "2026-11-23T08:00:00.000Z REFUND_FAILING 1; "
                                        + "2026-11-23T08:00:00.000Z SOURCE_OFFLINE 1",
                        "Signals by flow",
                                "2026-11-23T08:00:00.000Z stock-feed 2; 2026-11-23T09:00:00.000Z odoo-import 1",
                        "Flows, as last seen", "pos-sales OK 1200 3; refunds STALLED 480000 38",
                        "Differences to the books, open", "MISSING_IN_ODOO EUR 13000 2; TAX_MISMATCH GBP 3 1",
                        "Quarantine by reason", "MALFORMED_BODY 2; WRONG_TOPIC 1"));
    }

    private static void rows(LensLayer layer, JsonNode at, int depth, String before, List<String> rows) {
        List<String> groups = LayerSearch.buckets(layer);
        if (depth < groups.size()) {
            for (JsonNode bucket : at.path(groups.get(depth)).path("buckets")) {
                String key =
                        bucket.path("key_as_string").asText(bucket.path("key").asText());
                rows(layer, bucket, depth + 1, before + key + " ", rows);
            }
            return;
        }
        List<String> figures = new ArrayList<>();
        for (String id : LayerSearch.figures(layer)) {
            JsonNode figure = at.path(id);
            JsonNode last = figure.at("/hits/hits/0/fields");
            figures.add(
                    last.isMissingNode()
                            ? Long.toString(Math.round(figure.path("value").asDouble()))
                            : last.elements().next().get(0).asText());
        }
        rows.add(before + String.join(" ", figures));
    }
}
