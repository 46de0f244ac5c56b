package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportRoundTripTest {
    private static final List<String> MADE = List.of(
            "account_id",
            "config_id",
            "currency_id",
            "journal_id",
            "location_dest_id",
            "location_id",
            "move_id",
            "order_id",
            "payment_method_id",
            "picking_id",
            "pos_order_id",
            "product_id",
            "refunded_orderline_id",
            "sale_id",
            "session_id",
            "session_move_id",
            "statement_line_id",
            "tax_line_id",
            "warehouse_id");

    @Test
    void search_read_gives_the_rows_of_the_export_again() throws IOException {
        try (OdooStandIn odoo = OdooStandIn.start(0, OdooAccess.demo()).loadExport(SharedRecordings.seeded())) {
            OdooCalls calls = new OdooCalls(odoo);
            for (JsonNode export : SharedRecordings.exports()) {
                // Given
                String model = export.path("model").asText();
                ObjectNode arguments = SharedRecordings.MAPPER.createObjectNode();
                arguments.set("fields", export.path("fields"));
                arguments.set("order", export.path("order"));

                // When
                JsonNode rows = calls.result(model, "search_read", arguments.toString());

                // Then
                assertThat(rows.size()).as(model).isEqualTo(export.path("rows").size());
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(rows.get(i))
                            .as(model)
                            .isEqualTo(export.path("rows").get(i));
                }
            }
        }
    }

    @Test
    void names_made_from_fields_are_those_that_odoo_made(@TempDir Path bare) throws IOException {
        // Given: an export that tells no names
        for (JsonNode export : SharedRecordings.exports()) {
            Path file = bare.resolve(export.path("model").asText() + ".json");
            Files.writeString(file, export.toString().replaceAll("\\[(\\d+),\"(?:[^\"\\\\]|\\\\.)*\"\\]", "$1"));
        }

        // When
        try (OdooStandIn odoo = OdooStandIn.start(0, OdooAccess.demo()).loadExport(bare)) {
            OdooCalls calls = new OdooCalls(odoo);
            for (JsonNode export : SharedRecordings.exports()) {
                ObjectNode arguments = SharedRecordings.MAPPER.createObjectNode();
                arguments.set("fields", export.path("fields"));
                arguments.put("order", "id");
                JsonNode rows = calls.result(export.path("model").asText(), "search_read", arguments.toString());

                // Then
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(named(rows.get(i)))
                            .isEqualTo(named(export.path("rows").get(i)));
                }
            }
        }
    }

    /** Fields whose names can be made of what the stand-in holds of the record they point to. */
    private static Map<String, JsonNode> named(JsonNode row) {
        Map<String, JsonNode> named = new TreeMap<>();
        for (String field : MADE) {
            if (row.path(field).isArray()) {
                named.put(field, row.path(field));
            }
        }
        return named;
    }
}
