package io.tillwatch.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds positions in Elasticsearch. Thread-safe. */
public final class PositionSearch {
    private final ElasticClient client;

    public PositionSearch(ElasticClient client) {
        this.client = client;
    }

    /** @param total over all pages */
    public record Page(List<StockPosition> positions, long total) {}

    /**
     * One page, lowest available first, then by SKU and location.
     *
     * @param text part of a SKU or location, any case
     * @param below positions with less available than this
     * @param intervals only positions whose source is silent
     * @param page from 1
     * @throws IndexException when Elasticsearch cannot answer now
     */
    public Page search(
            @Nullable String text,
            @Nullable String location,
            @Nullable BigDecimal below,
            boolean intervals,
            int page,
            int size) {
        return search(text, location, below, intervals, List.of(), page, size);
    }

    /**
     * As above; with {@code intervals} also positions at locations that are silent.
     *
     * @param silent those locations: their positions are not written anew when they fall silent
     */
    public Page search(
            @Nullable String text,
            @Nullable String location,
            @Nullable BigDecimal below,
            boolean intervals,
            List<String> silent,
            int page,
            int size) {
        try {
            SearchResponse<ObjectNode> response = client.api()
                    .search(
                            search -> search.index(IndexNames.POSITIONS)
                                    .query(query(text, location, below, intervals, silent))
                                    .from((page - 1) * size)
                                    .size(size)
                                    .trackTotalHits(track -> track.enabled(true))
                                    .ignoreUnavailable(true)
                                    .sort(sort -> sort.field(field ->
                                            field.field("tillwatch.available").order(SortOrder.Asc)))
                                    .sort(sort -> sort.field(field ->
                                            field.field("tillwatch.sku").order(SortOrder.Asc)))
                                    .sort(sort -> sort.field(field ->
                                            field.field("tillwatch.location").order(SortOrder.Asc))),
                            ObjectNode.class);
            List<StockPosition> positions = new ArrayList<>();
            for (Hit<ObjectNode> hit : response.hits().hits()) {
                ObjectNode source = hit.source();
                if (source != null) {
                    positions.add(position(source));
                }
            }
            var total = response.hits().total();
            return new Page(positions, total == null ? positions.size() : total.value());
        } catch (IOException e) {
            throw new IndexException(Answer.why(e, "read"), e);
        }
    }

    private static Query query(
            @Nullable String text,
            @Nullable String location,
            @Nullable BigDecimal below,
            boolean intervals,
            List<String> silent) {
        BoolQuery.Builder bool = new BoolQuery.Builder();
        bool.filter(all -> all.matchAll(any -> any));
        if (text != null && !text.isBlank()) {
            String pattern = "*" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[*?\\\\]", "") + "*";
            bool.filter(either -> either.bool(inner -> inner.should(sku -> sku.wildcard(
                            w -> w.field("tillwatch.sku").value(pattern).caseInsensitive(true)))
                    .should(place -> place.wildcard(
                            w -> w.field("tillwatch.location").value(pattern).caseInsensitive(true)))
                    .minimumShouldMatch("1")));
        }
        if (location != null) {
            bool.filter(
                    only -> only.term(term -> term.field("tillwatch.location").value(FieldValue.of(location))));
        }
        if (below != null) {
            bool.filter(less -> less.range(range ->
                    range.number(number -> number.field("tillwatch.available").lt(below.doubleValue()))));
        }
        if (intervals) {
            List<FieldValue> places = silent.stream().map(FieldValue::of).toList();
            bool.filter(either ->
                    either.bool(inner -> inner.should(own -> own.exists(exists -> exists.field("tillwatch.low_reason")))
                            .should(at -> at.terms(
                                    terms -> terms.field("tillwatch.location").terms(values -> values.value(places))))
                            .minimumShouldMatch("1")));
        }
        return bool.build()._toQuery();
    }

    private static StockPosition position(ObjectNode source) {
        JsonNode exact = source.path("tillwatch.exact");
        Map<String, BigDecimal> variance = new LinkedHashMap<>();
        source.path("tillwatch.variance")
                .properties()
                .forEach(count -> variance.put(
                        count.getKey(), new BigDecimal(count.getValue().asText())));
        JsonNode reason = source.get("tillwatch.low_reason");
        StockPosition position = new StockPosition(
                source.path("tillwatch.sku").asText(),
                source.path("tillwatch.location").asText(),
                source.path("tillwatch.unit").asText(),
                decimal(exact, "onHand"),
                decimal(exact, "reserved"),
                decimal(exact, "inTransit"),
                decimal(exact, "damaged"),
                decimal(exact, "buffer"),
                decimal(exact, "available"),
                decimal(exact, "availableLow"),
                reason == null ? null : reason.asText(),
                variance,
                source.path("tillwatch.unknown_sku").asBoolean(),
                Instant.parse(source.path("tillwatch.last_event").asText()),
                Instant.parse(source.path("@timestamp").asText()),
                source.path("tillwatch.version").asLong(),
                source.path("tillwatch.movements").asLong());
        return exact.has("sold")
                ? position.selling(decimal(exact, "sold"), instant(exact, "soldSince"), instant(exact, "countedAt"))
                : position;
    }

    private static @Nullable Instant instant(JsonNode exact, String name) {
        return exact.has(name) ? Instant.parse(exact.path(name).asText()) : null;
    }

    private static BigDecimal decimal(JsonNode exact, String name) {
        return new BigDecimal(exact.path(name).asText("0"));
    }
}
