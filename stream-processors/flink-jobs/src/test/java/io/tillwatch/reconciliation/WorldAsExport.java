package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Documents as the files of an export, which the stand-in serves. */
final class WorldAsExport {
    /** Models whose rows Odoo does not date. */
    private static final List<String> UNDATED = List.of("res.currency", "pos.config", "pos.payment.method");

    private WorldAsExport() {}

    /**
     * Writes one file a model.
     *
     * @param writeDate of rows that carry none
     */
    static Path write(List<OdooDocument> documents, String writeDate, Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, List<ObjectNode>> rows = documents.stream()
                .collect(Collectors.groupingBy(
                        OdooDocument::model,
                        TreeMap::new,
                        Collectors.mapping(document -> dated(document, writeDate), Collectors.toList())));
        for (Map.Entry<String, List<ObjectNode>> model : rows.entrySet()) {
            ObjectNode export = Json.mapper().createObjectNode().put("model", model.getKey());
            export.putArray("rows").addAll(model.getValue());
            Files.write(directory.resolve(model.getKey() + ".json"), Json.bytes(export));
        }
        return directory;
    }

    private static ObjectNode dated(OdooDocument document, String writeDate) {
        ObjectNode row = document.row().deepCopy();
        if (!row.has("write_date") && !UNDATED.contains(document.model())) {
            row.put("write_date", writeDate);
        }
        return row;
    }
}
