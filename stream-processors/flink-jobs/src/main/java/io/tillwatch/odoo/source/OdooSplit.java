package io.tillwatch.odoo.source;

import io.tillwatch.odoo.OdooCursor;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One company's Odoo, and how far it has been read.
 *
 * @param target name of the {@link OdooTarget}
 * @param cursor behind the last reading that was handed on
 * @param troubled Odoo could not be read since
 */
record OdooSplit(String target, OdooCursor cursor, boolean troubled) implements SourceSplit {
    static OdooSplit unread(String target) {
        return new OdooSplit(target, OdooCursor.START, false);
    }

    @Override
    public String splitId() {
        return target;
    }

    OdooSplit troubledNow() {
        return new OdooSplit(target, cursor, true);
    }

    OdooSplit readTo(OdooCursor next) {
        return new OdooSplit(target, next, false);
    }
}
