package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows the drafts that were read: only they can be deleted in Odoo, and a deleted row leaves no trace in any window of
 * dates. Not thread-safe.
 */
final class Drafts {
    private static final Set<String> DELETABLE = Set.of("draft", "cancel");
    /** Ids of each model that outlive the process: a cursor is written with every reading and has to stay small. */
    private static final int CARRIED = 1_000;

    private final Map<String, TreeSet<Long>> known = new TreeMap<>();

    static Drafts of(Map<String, List<Long>> ids) {
        Drafts drafts = new Drafts();
        ids.forEach((model, known) -> drafts.known.put(model, new TreeSet<>(known)));
        return drafts;
    }

    Drafts copy() {
        Drafts copy = new Drafts();
        known.forEach((model, ids) -> copy.known.put(model, new TreeSet<>(ids)));
        return copy;
    }

    void saw(OdooDocument document) {
        if (document.row() == null) {
            return;
        }
        if (DELETABLE.contains(document.row().path("state").asText())) {
            known.computeIfAbsent(document.model(), model -> new TreeSet<>()).add(document.id());
        } else if (known.containsKey(document.model())) {
            known.get(document.model()).remove(document.id());
        }
    }

    /** The newest of each model. */
    Map<String, List<Long>> newest() {
        Map<String, List<Long>> newest = new TreeMap<>();
        known.forEach((model, ids) -> {
            if (!ids.isEmpty()) {
                newest.put(
                        model,
                        ids.descendingSet().stream().limit(CARRIED).sorted().toList());
            }
        });
        return newest;
    }

    /** Asks which of them are still there, and adds a document without a row for each that is not. */
    void vanished(OdooClient client, int batchSize, Instant readAt, List<OdooDocument> into) {
        known.forEach((model, ids) -> {
            List<Long> asked = new ArrayList<>(ids);
            for (int from = 0; from < asked.size(); from += batchSize) {
                List<Long> some = asked.subList(from, Math.min(asked.size(), from + batchSize));
                Set<Long> gone = new TreeSet<>(some);
                there(client, model, some).forEach(gone::remove);
                gone.forEach(id -> into.add(new OdooDocument(model, id, null, readAt, null)));
                ids.removeAll(gone);
            }
        });
    }

    private static List<Long> there(OdooClient client, String model, List<Long> ids) {
        ArrayNode domain = JsonNodeFactory.instance.arrayNode();
        ArrayNode wanted = domain.addArray().add("id").add("in").addArray();
        ids.forEach(wanted::add);
        return client.searchRead(model, domain, List.of("id"), "id", ids.size()).stream()
                .map(row -> row.path("id").asLong())
                .toList();
    }
}
