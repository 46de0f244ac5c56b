package io.tillwatch.odoo;

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
}
