package io.tillwatch.simulator.odoo.records;

import org.jspecify.annotations.Nullable;

/**
 * A field of a model.
 *
 * @param relation the model that a relational field points to; null for others and where nobody follows it
 * @param index place of its cell in a row
 */
record Field(String name, FieldType type, @Nullable String relation, int index) {}
