package io.tillwatch.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A many2one value: the id, and the name when Odoo sent it along.
 *
 * @param name null when the reading asked for plain ids
 */
record Ref(long id, @Nullable String name) {}
