package io.tillwatch.odoo;

import java.util.List;

/**
 * A model that is read.
 *
 * @param fields by name, always: reading all fails under least privilege as soon as one of them is not readable
 * @param dated whether it is followed by {@code write_date}; others are small and read whole now and then
 */
public record OdooModel(String name, List<String> fields, boolean dated) {
    public OdooModel {
        fields = List.copyOf(fields);
    }
}
