package io.tillwatch.odoo;

import java.util.List;

/**
 * A model that is read.
 *
 * @param fields by name, always: reading all fails under least privilege as soon as one of them is not readable
 * @param dated whether it is followed by {@code write_date}; others are small and read whole now and then
 * @param use what it is for
 * @param only rows that are of use, as a domain in Odoo's notation; empty for all
 */
public record OdooModel(String name, List<String> fields, boolean dated, Use use, String only) {
    /** What a model is read for. */
    public enum Use {
        /** Without these nothing can be judged. */
        BOOKS,
        /** Transfers of what the tills sold: the third leg. */
        GOODS,
        /** Stock, for who compares it. */
        SHELVES
    }

    public OdooModel {
        fields = List.copyOf(fields);
    }

    /** Whether the books do without it: a user who may not see it is no problem. */
    public boolean optional() {
        return use != Use.BOOKS;
    }
}
