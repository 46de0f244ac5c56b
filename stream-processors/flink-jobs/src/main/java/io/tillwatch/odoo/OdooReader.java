package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows what is written in Odoo, one reading after the other. A reading takes the rows of a fixed window of
 * {@code write_date}, which begins an overlap before the last one's end, and pages through them by id: many rows can
 * share a second, and Odoo compares dates by whole seconds. Not thread-safe.
 */
public final class OdooReader {
    private static final DateTimeFormatter ODOO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    /** Master data and vanished drafts are looked for in every so many readings. */
    private static final int SELDOM = 30;

    private final OdooClient client;
    private final InstantSource clock;
    private final Duration overlap;
    private final Duration settle;
    private final int batchSize;
    private final Map<String, List<String>> fields = new HashMap<>();
    private final Drafts drafts = new Drafts();
    private Map<String, String> seenInOverlap = new HashMap<>();

    public OdooReader(OdooClient client, InstantSource clock) {
        this(client, clock, Duration.ofSeconds(60), Duration.ZERO, 1_000);
    }

    /**
     * @param overlap how far a reading goes back before the last one's end
     * @param settle how far behind the clock a reading ends
     */
    public OdooReader(OdooClient client, InstantSource clock, Duration overlap, Duration settle, int batchSize) {
        this.client = client;
        this.clock = clock;
        this.overlap = overlap;
        this.settle = settle;
        this.batchSize = batchSize;
    }

    /**
     * A reading.
     *
     * @param documents what is new or changed; a row that vanished has a null row
     * @param next where the next reading goes on
     */
    public record Batch(List<OdooDocument> documents, OdooCursor next) {}

    /**
     * Reads once.
     *
     * @throws OdooException when Odoo cannot be read now; the same cursor can be used again
     */
    public Batch next(OdooCursor cursor) {
        return read(cursor, rows -> {});
    }

    /** Reads everything there is, for a batch. */
    public List<OdooDocument> readAll(LongConsumer rowsSoFar) {
        return read(OdooCursor.START, rowsSoFar).documents();
    }

    private Batch read(OdooCursor cursor, LongConsumer rowsSoFar) {
        Instant to = clock.instant().minus(settle).truncatedTo(ChronoUnit.SECONDS);
        Instant last = cursor.readTo();
        boolean seldom = cursor.round() % SELDOM == 0;
        List<OdooDocument> documents = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (OdooModel model : OdooModels.all()) {
            if (model.dated() || last == null || seldom) {
                page(model, last == null ? null : last.minus(overlap), to, seen, documents);
                rowsSoFar.accept(documents.size());
            }
        }
        if (seldom) {
            drafts.vanished(client, to, documents);
        }
        seenInOverlap = seen;
        return new Batch(documents, new OdooCursor(to, cursor.round() + 1));
    }

    private void page(
            OdooModel model, @Nullable Instant from, Instant to, Map<String, String> seen, List<OdooDocument> into) {
        List<String> names = fields.computeIfAbsent(model.name(), name -> visible(model));
        String end = ODOO_TIME.format(to);
        String recent = ODOO_TIME.format(to.minus(overlap));
        long after = 0;
        while (true) {
            ArrayNode domain = JsonNodeFactory.instance.arrayNode();
            if (model.dated()) {
                condition(domain, "write_date", "<", end);
                if (from != null) {
                    condition(domain, "write_date", ">=", ODOO_TIME.format(from));
                }
            }
            domain.addArray().add("id").add(">").add(after);
            List<ObjectNode> rows = client.searchRead(model.name(), domain, names, "id", batchSize);
            for (ObjectNode row : rows) {
                after = Math.max(after, row.path("id").asLong());
                take(model, row, to, recent, seen, into);
            }
            if (rows.size() < batchSize) {
                return;
            }
        }
    }

    private void take(
            OdooModel model,
            ObjectNode row,
            Instant to,
            String recent,
            Map<String, String> seen,
            List<OdooDocument> into) {
        JsonNode written = row.path("write_date");
        String date = written.isTextual() ? written.asText() : null;
        OdooDocument document = new OdooDocument(model.name(), row.path("id").asLong(), date, to, row);
        drafts.saw(document);
        if (date != null) {
            // The same date may stand for two versions within a second: then what the row says tells them apart.
            String version = date + '#' + row.hashCode();
            if (date.compareTo(recent) >= 0) {
                seen.put(document.key(), version);
            }
            if (version.equals(seenInOverlap.get(document.key()))) {
                return;
            }
        }
        into.add(document);
    }

    private List<String> visible(OdooModel model) {
        Set<String> known = client.fields(model.name());
        return model.fields().stream().filter(known::contains).toList();
    }

    private static void condition(ArrayNode domain, String field, String operator, String value) {
        domain.addArray().add(field).add(operator).add(value);
    }
}
