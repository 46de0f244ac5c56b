package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One reading while it goes on. */
final class Round {
    final Instant to;
    final Drafts drafts;
    final List<OdooDocument> documents = new ArrayList<>();
    /** Versions of the rows that the next reading's window holds again, by key. */
    final Map<String, String> seen = new HashMap<>();

    private final String recent;
    private final Map<String, String> before;

    /**
     * @param to end of the window
     * @param recent from this date on the next reading's window holds a row again
     * @param before what the former reading saw from its own recent date on
     */
    Round(Instant to, String recent, Map<String, String> before, Drafts drafts) {
        this.to = to;
        this.recent = recent;
        this.before = before;
        this.drafts = drafts;
    }

    void take(OdooModel model, ObjectNode row) {
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
            if (version.equals(before.get(document.key()))) {
                return;
            }
        }
        documents.add(document);
    }
}
