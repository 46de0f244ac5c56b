package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * Makes cells, and gives the one it made last for an equal value: most cells repeat one of the rows before, and a day
 * has millions. Of fixed size. Guarded by the database's lock.
 */
final class SharedCells {
    private static final int SLOTS = 1 << 13;

    private final JsonNode[] slots = new JsonNode[SLOTS];

    JsonNode text(String value) {
        int slot = slot(value.hashCode());
        if (slots[slot] instanceof TextNode known && known.textValue().equals(value)) {
            return known;
        }
        return keep(slot, TextNode.valueOf(value));
    }

    JsonNode whole(long value) {
        if (value != (int) value) {
            return LongNode.valueOf(value);
        }
        int slot = slot((int) value * 31);
        if (slots[slot] instanceof IntNode known && known.intValue() == value) {
            return known;
        }
        return keep(slot, IntNode.valueOf((int) value));
    }

    JsonNode fraction(double value) {
        // Python has a negative zero as well, but Odoo's rounding never leaves one.
        double number = value == 0 ? 0 : value;
        int slot = slot(Double.hashCode(number));
        if (slots[slot] instanceof DoubleNode known && known.doubleValue() == number) {
            return known;
        }
        return keep(slot, DoubleNode.valueOf(number));
    }

    /** @param ids rows or their ids */
    JsonNode list(List<?> ids) {
        ArrayNode made = JsonNodeFactory.instance.arrayNode(ids.size());
        for (Object id : ids) {
            made.add(whole(id instanceof Row row ? row.id() : ((Number) id).longValue()));
        }
        if (ids.size() != 1) {
            return made;
        }
        int slot = slot(made.get(0).asInt() * 127 + 1);
        return made.equals(slots[slot]) ? slots[slot] : keep(slot, made);
    }

    JsonNode first(Row added, JsonNode others) {
        ArrayNode made = JsonNodeFactory.instance.arrayNode(others.size() + 1);
        return made.add(whole(added.id())).addAll((ArrayNode) others);
    }

    private JsonNode keep(int slot, JsonNode made) {
        slots[slot] = made;
        return made;
    }

    private static int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
    }
}
