package io.tillwatch.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooModel.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** The overlap covers so much. */
    private static final Duration TOLERATED_AHEAD = Duration.ofSeconds(5);

    private final OdooClient client;
    private final InstantSource clock;
    private final Duration overlap;
    private final Duration settle;
    private final int batchSize;
    private final Set<Use> uses;
    private final Map<String, List<String>> fields = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private Memory memory = new Memory(OdooCursor.START, Map.of(), new Drafts());

    public OdooReader(OdooClient client, InstantSource clock) {
        this(client, clock, Duration.ofSeconds(60), Duration.ZERO, 1_000);
    }

    /** As below, and reads for every use. */
    public OdooReader(OdooClient client, InstantSource clock, Duration overlap, Duration settle, int batchSize) {
        this(client, clock, overlap, settle, batchSize, EnumSet.allOf(Use.class));
    }

    /**
     * @param overlap how far a reading goes back before the last one's end
     * @param settle how far behind the clock a reading ends
     * @param uses what is read beside the books
     */
    public OdooReader(
            OdooClient client, InstantSource clock, Duration overlap, Duration settle, int batchSize, Set<Use> uses) {
        this.client = client;
        this.clock = clock;
        this.overlap = overlap;
        this.settle = settle;
        this.batchSize = batchSize;
        this.uses = Set.copyOf(uses);
    }

    /**
     * A reading.
     *
     * @param documents what is new or changed; a row that vanished has a null row
     * @param next where the next reading goes on
     */
    public record Batch(List<OdooDocument> documents, OdooCursor next) {
        /** False when nothing was written and no time has passed: then there is nothing to be judged again. */
        public boolean tellsMoreThan(OdooCursor before) {
            return !documents.isEmpty() || !Objects.equals(next.readTo(), before.readTo());
        }
    }

    /**
     * What is known beyond the cursor.
     *
     * @param at the cursor that it belongs to: with any other it says nothing
     * @param seen versions of the rows in the overlap, by key
     */
    private record Memory(OdooCursor at, Map<String, String> seen, Drafts drafts) {}

    /**
     * Reads once. Rows of the overlap are given again when the cursor is not the one that the last reading gave.
     *
     * @throws OdooException when Odoo cannot be read now; the same cursor can be used again
     */
    public Batch next(OdooCursor cursor) {
        return read(cursor, uses, rows -> {});
    }

    /** Reads everything there is that the books need, for a batch. */
    public List<OdooDocument> readAll(LongConsumer rowsSoFar) {
        return read(OdooCursor.START, Set.of(Use.GOODS), rowsSoFar).documents();
    }

    private Batch read(OdooCursor cursor, Set<Use> beside, LongConsumer rowsSoFar) {
        Instant to = end();
        Instant last = cursor.readTo();
        boolean follows = cursor.equals(memory.at());
        boolean seldom = cursor.round() % SELDOM == 0;
        Round round = new Round(
                to,
                ODOO_TIME.format(to.minus(overlap)),
                follows ? memory.seen() : Map.of(),
                follows ? memory.drafts().copy() : Drafts.of(cursor.drafts()));
        for (OdooModel model : OdooModels.all()) {
            boolean wanted = !model.optional() || (beside.contains(model.use()) && !leftOut.contains(model.name()));
            if (wanted && (model.dated() || last == null || seldom)) {
                pageIfAllowed(model, last == null ? null : last.minus(overlap), round);
                rowsSoFar.accept(round.documents.size());
            }
        }
        if (seldom || !follows) {
            round.drafts.vanished(client, batchSize, to, round.documents);
        }
        OdooCursor next = new OdooCursor(to, cursor.round() + 1, round.drafts.newest());
        // Only now: a reading that an outage cut short must leave nothing behind.
        memory = new Memory(next, round.seen, round.drafts);
        return new Batch(round.documents, next);
    }

    /** Odoo dates rows by its own clock: a window that ends in that clock's future would skip what is written next. */
    private Instant end() {
        Duration ahead = client.clockAhead();
        Instant now = clock.instant().minus(settle);
        return (ahead.compareTo(TOLERATED_AHEAD) > 0 ? now.minus(ahead) : now).truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is optional and may not be seen is left out from then on, until the reader is made anew. */
    private void pageIfAllowed(OdooModel model, @Nullable Instant from, Round round) {
        try {
            page(model, from, round);
        } catch (OdooException e) {
            boolean unseen = e.kind() == OdooException.Kind.FORBIDDEN || e.kind() == OdooException.Kind.REFUSED;
            if (!model.optional() || !unseen) {
                throw e;
            }
            leftOut.add(model.name());
        }
    }

    private void page(OdooModel model, @Nullable Instant from, Round round) {
        List<String> names = fields.computeIfAbsent(model.name(), name -> visible(model));
        String end = ODOO_TIME.format(round.to);
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
            domain.addAll(only(model));
            List<ObjectNode> rows = client.searchRead(model.name(), domain, names, "id", batchSize);
            for (ObjectNode row : rows) {
                after = Math.max(after, row.path("id").asLong());
                round.take(model, row);
            }
            if (rows.size() < batchSize) {
                return;
            }
        }
    }

    private static ArrayNode only(OdooModel model) {
        try {
            return model.only().isEmpty()
                    ? JsonNodeFactory.instance.arrayNode()
                    : (ArrayNode) Json.mapper().readTree(model.only());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a domain of ours is no JSON: " + model.only(), e);
        }
    }

    private List<String> visible(OdooModel model) {
        Set<String> known = client.fields(model.name());
        return model.fields().stream().filter(known::contains).toList();
    }

    private static void condition(ArrayNode domain, String field, String operator, String value) {
        domain.addArray().add(field).add(operator).add(value);
    }
}
