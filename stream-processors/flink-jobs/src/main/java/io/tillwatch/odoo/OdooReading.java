package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Instant;

/**
 * How the reader says on {@code odoo.documents} that a round is complete: a document of this model, whose
 * {@code readAt} is the moment up to which every written row has been read, and whose row is the reader's cursor.
 */
public final class OdooReading {
    public static final String MODEL = "tillwatch.reading";
    public static final long ID = 1;
    /** In the mark's row: Odoo could not be read since the mark before. */
    public static final String AFTER_TROUBLE = "afterTrouble";

    private OdooReading() {}

    /**
     * The mark behind the documents of a reading.
     *
     * @param next where the reader goes on
     * @param readTo everything written before has been read
     */
    public static OdooDocument mark(OdooCursor next, Instant readTo, boolean afterTrouble) {
        ObjectNode row = Json.mapper().valueToTree(next);
        row.put(AFTER_TROUBLE, afterTrouble);
        return new OdooDocument(MODEL, ID, null, readTo, row);
    }
}
