package io.tillwatch.reconciliation.job;

import org.jspecify.annotations.Nullable;

/**
 * What one record says to the reconciliation, in a form that Flink can ship and keep.
 *
 * @param kind what it says
 * @param key what it says it about: the same key again replaces it
 * @param content JSON of a sale, and on the next line where it stands; JSON of a document or trace; a time; or nothing
 * @param topic where the record stood
 * @param flow flow that carried it
 * @param event identity of the event; empty for documents, whose versions are told apart by what they say
 * @param checksum of the event's content: the same identity with another checksum is a conflict
 * @param timestamp of the record, epoch milliseconds
 */
public record Fact(
        Kind kind,
        String key,
        @Nullable String content,
        String topic,
        int partition,
        long offset,
        String flow,
        String event,
        long checksum,
        long timestamp) {

    /** What a record can say. */
    public enum Kind {
        SALE,
        VOIDED,
        CANCELLED,
        TILL_OPENED,
        TILL_CLOSED,
        DOCUMENT,
        /** All documents up to a moment have been read. */
        READING_COMPLETE,
        /** Odoo could not be read from one moment, the key, to another. Made of readings, never read. */
        UNREADABLE,
        /** What may explain why a sale is not in Odoo. */
        TRACE,
        /** When the key ends that reads Odoo: nothing to match, and somebody has to hear of it. */
        KEY_ENDS,
        /** Valid, and of no use here. */
        UNUSED,
        /** Breaks its contract. */
        REFUSED
    }

    /** Under which it is kept. That tills tell of their sessions at all is one fact, whichever tells it. */
    String stateKey() {
        return stateKey(kind, kind == Kind.TILL_OPENED ? "" : key);
    }

    static String stateKey(Kind kind, String key) {
        return kind + " " + key;
    }
}
