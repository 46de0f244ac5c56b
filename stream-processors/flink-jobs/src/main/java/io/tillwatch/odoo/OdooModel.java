package io.tillwatch.odoo;

import java.util.List;

/**
 * A model that is read.
 *
 * @param fields by name, always: reading all fails under least privilege as soon as one of them is not readable
 * @param dated whether it is followed by {@code write_date}; others are small and read whole now and then
 * @param optional whether the books do without it: a user who may not see it is no problem, and a batch leaves it out
 */
public record OdooModel(String name, List<String> fields, boolean dated, boolean optional) {
    public OdooModel {
        fields = List.copyOf(fields);
    }
}
