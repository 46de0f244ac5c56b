package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A record: one cell a field, {@code false} where Odoo has none, a many2one as its bare id. Cells are replaced, never
 * changed, so what was read from a row stays as it was. Guarded by the database's lock.
 */
public final class Row {
    private final Model model;
    private final long id;
    private final JsonNode[] cells;

    Row(Model model, long id) {
        this.model = model;
        this.id = id;
        this.cells = model.unset();
    }

    public long id() {
        return id;
    }

    public Model model() {
        return model;
    }

    JsonNode cell(Field field) {
        return field.index() == Model.ID ? LongNode.valueOf(id) : cells[field.index()];
    }

    void put(Field field, JsonNode value) {
        cells[field.index()] = value;
    }

    /** @throws OdooError when the model has no such field */
    public JsonNode get(String field) {
        return cell(model.field(field));
    }

    /** Empty when unset. */
    public String text(String field) {
        JsonNode value = get(field);
        return value.isTextual() ? value.textValue() : "";
    }

    public double number(String field) {
        return get(field).asDouble();
    }

    /** The id of a many2one; 0 when unset. */
    public long ref(String field) {
        JsonNode value = get(field);
        return value.asLong();
    }

    /** The ids of a one2many or many2many. */
    public List<Long> refs(String field) {
        List<Long> ids = new ArrayList<>();
        get(field).forEach(value -> ids.add(value.asLong()));
        return ids;
    }
}
