package io.tillwatch.odoo.source;

import io.tillwatch.odoo.KeyEnd;
import io.tillwatch.odoo.OdooReader;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to read.
 *
 * @param batch null when Odoo could not be read
 * @param keyEnd when the key ends, as often as that is to be told
 */
record Reading(OdooReader.@Nullable Batch batch, @Nullable KeyEnd keyEnd) {
    static final Reading FAILED = new Reading(null, null);
}
