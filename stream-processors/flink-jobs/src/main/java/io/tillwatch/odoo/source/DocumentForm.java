package io.tillwatch.odoo.source;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.KeyEnd;
import java.io.Serializable;
import java.time.Instant;

/** What a job makes of what is read: a tree of JSON is nothing that Flink could ship. */
public interface DocumentForm<T> extends Serializable {
    /** @param database the Odoo's, as it is configured */
    T of(String database, OdooDocument document);

    /** @param at when it was read */
    T of(String database, KeyEnd keyEnd, Instant at);
}
