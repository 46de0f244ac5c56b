package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Knows the drafts that were read: only they can be deleted in Odoo, and a deleted row leaves no trace in any window of
 * dates. Not thread-safe.
 */
final class Drafts {
    private static final Set<String> DELETABLE = Set.of("draft", "cancel");

    private final Map<String, Set<Long>> known = new HashMap<>();

    void saw(OdooDocument document) {
        if (document.row() == null) {
            return;
        }
        Set<Long> ids = known.computeIfAbsent(document.model(), model -> new TreeSet<>());
        if (DELETABLE.contains(document.row().path("state").asText())) {
            ids.add(document.id());
        } else {
            ids.remove(document.id());
        }
    }

    /** Asks which of them are still there, and adds a document without a row for each that is not. */
    void vanished(OdooClient client, Instant readAt, List<OdooDocument> into) {
        known.forEach((model, ids) -> {
            if (ids.isEmpty()) {
                return;
            }
            ArrayNode domain = JsonNodeFactory.instance.arrayNode();
            ArrayNode wanted = domain.addArray().add("id").add("in").addArray();
            ids.forEach(wanted::add);
            Set<Long> there = client.searchRead(model, domain, List.of("id"), "id", ids.size()).stream()
                    .map(row -> row.path("id").asLong())
                    .collect(Collectors.toSet());
            ids.stream()
                    .filter(id -> !there.contains(id))
                    .forEach(id -> into.add(new OdooDocument(model, id, null, readAt, null)));
            ids.retainAll(there);
        });
    }
}
