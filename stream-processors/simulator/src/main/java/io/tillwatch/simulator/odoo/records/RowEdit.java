package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets fields of a row in the shapes that Odoo gives them. */
public final class RowEdit {
    private final Row row;
    private final SharedCells cells;

    RowEdit(Row row, SharedCells cells) {
        this.row = row;
        this.cells = cells;
    }

    public Row row() {
        return row;
    }

    /**
     * @param value null, text, boolean, number, {@link Money}, {@link Row} or its id for a many2one, or a list of rows
     *     or ids
     */
    public RowEdit set(String field, @Nullable Object value) {
        Field target = row.model().field(field);
        row.put(target, value == null ? target.type().unset() : cell(target, value));
        return this;
    }

    /** Puts a row before the others of a list: Odoo lists the newest first where it orders that way. */
    public RowEdit addFirst(String field, Row added) {
        Field target = row.model().field(field);
        row.put(target, cells.first(added, row.cell(target)));
        return this;
    }

    /** The row was made and written in the transaction that began then. */
    public RowEdit created(String moment) {
        return set("create_date", moment).set("write_date", moment);
    }

    private JsonNode cell(Field field, Object value) {
        if (value instanceof Money money) {
            return cells.fraction(money.toDecimal().doubleValue());
        }
        if (value instanceof Number number) {
            return field.type().fraction() ? cells.fraction(number.doubleValue()) : cells.whole(number.longValue());
        }
        if (value instanceof Row referred) {
            return cells.whole(referred.id());
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        return value instanceof List<?> many ? cells.list(many) : cells.text(value.toString());
    }
}
