package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.FieldsGet;
import io.tillwatch.simulator.odoo.records.Model;
import io.tillwatch.simulator.odoo.records.OdooError;
import io.tillwatch.simulator.odoo.records.Row;
import io.tillwatch.simulator.odoo.records.Search;
import io.tillwatch.simulator.odoo.records.View;
import java.util.ArrayList;
import java.util.List;

/** Runs a method on a model. Both protocols end here. Thread-safe. */
final class Methods {
    private static final String WITH_NAMES = "_classic_read";

    private final Database database;

    Methods(Database database) {
        this.database = database;
    }

    Database database() {
        return database;
    }

    /**
     * @param arguments by name; unknown ones are ignored, as Odoo does
     * @throws OdooError what Odoo answers instead
     */
    JsonNode call(Model model, Method method, ObjectNode arguments) {
        return database.read(() -> answer(model, method, arguments));
    }

    private JsonNode answer(Model model, Method method, ObjectNode arguments) {
        switch (method) {
            case WRITE -> throw Rights.write("modify", model);
            case CREATE -> throw Rights.write("create", model);
            case UNLINK -> throw Rights.write("delete", model);
            default -> Rights.read(model);
        }
        return switch (method) {
            case SEARCH -> ids(search(model, arguments).in(database));
            case SEARCH_COUNT -> LongNode.valueOf(search(model, arguments).count(database));
            case SEARCH_READ -> {
                View view = view(model, arguments);
                yield view.show(search(model, arguments).in(database));
            }
            case READ -> view(model, arguments).show(rows(model, arguments.path("ids")));
            default -> FieldsGet.of(model, texts(arguments.path("allfields")), texts(arguments.path("attributes")));
        };
    }

    private static Search search(Model model, ObjectNode arguments) {
        JsonNode order = arguments.path("order");
        JsonNode activeTest = arguments.path("context").path("active_test");
        return new Search(
                model,
                arguments.path("domain"),
                arguments.path("offset").asInt(0),
                arguments.path("limit").asInt(0),
                order.isTextual() && !order.textValue().isBlank() ? order.textValue() : null,
                activeTest.isBoolean() && !activeTest.booleanValue());
    }

    private View view(Model model, ObjectNode arguments) {
        List<String> fields = texts(arguments.path("fields"));
        if (fields.isEmpty()) {
            Rights.readAllFields(model);
        }
        String load = arguments.path("load").asText(WITH_NAMES);
        return new View(database, model, fields, load.equals(WITH_NAMES));
    }

    /** Records that are not there are left out, as Odoo 19 does. */
    private List<Row> rows(Model model, JsonNode ids) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode id :
                ids.isArray() ? ids : JsonNodeFactory.instance.arrayNode().add(ids)) {
            Row row = database.find(model.name(), id.asLong());
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static ArrayNode ids(List<Row> rows) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode(rows.size());
        rows.forEach(row -> ids.add(row.id()));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
