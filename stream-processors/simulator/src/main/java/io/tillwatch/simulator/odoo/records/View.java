package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Shows chosen fields of rows as Odoo's read does: datetimes to the second, a many2one with or without its name. */
public final class View {
    private final Database database;
    private final List<Field> fields = new ArrayList<>();
    private final boolean named;

    /**
     * @param wanted names of fields; none means all
     * @param named a many2one as {@code [id, name]}, else as its id
     * @throws OdooError ValueError for an unknown field
     */
    public View(Database database, Model model, Collection<String> wanted, boolean named) {
        this.database = database;
        this.named = named;
        if (wanted.isEmpty()) {
            fields.addAll(model.fields());
        }
        for (String name : wanted) {
            fields.add(model.field(name));
        }
    }

    public ArrayNode show(Iterable<Row> rows) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (Row row : rows) {
            shown.add(show(row));
        }
        return shown;
    }

    private ObjectNode show(Row row) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", row.id());
        for (Field field : fields) {
            if (!field.name().equals("id")) {
                shown.set(field.name(), show(row, field));
            }
        }
        return shown;
    }

    private JsonNode show(Row row, Field field) {
        JsonNode cell = row.cell(field);
        if (field.name().equals("display_name") && Cells.unset(cell)) {
            return TextNode.valueOf(database.nameOf(row.model().name(), row.id()));
        }
        if (field.type() == FieldType.DATETIME && cell.isTextual()) {
            String moment = cell.textValue();
            return moment.length() > Cells.SECOND ? TextNode.valueOf(Cells.second(moment)) : cell;
        }
        if (field.type() == FieldType.MANY2ONE && named && cell.isNumber()) {
            return JsonNodeFactory.instance
                    .arrayNode(2)
                    .add(cell)
                    .add(database.nameOf(field.relation(), cell.longValue()));
        }
        return cell;
    }
}
