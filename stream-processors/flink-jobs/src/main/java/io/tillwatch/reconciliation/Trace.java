package io.tillwatch.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the pipeline knows of a sale, or of the place where it was sold, and that may explain why the sale is
 * not in Odoo.
 *
 * @param id the same trace again says nothing new
 * @param names what names the sale: receipt, order number, uuid; empty when it is about all that a place sold
 * @param place store of the sale; null when it is not known
 * @param told one line for a person, with its source
 * @param at when it was
 * @param until until when a place was offline, as far as that is known; null for what is of one moment
 */
public record Trace(
        String id,
        List<String> names,
        @Nullable String place,
        String told,
        Instant at,
        @Nullable Instant until) {
    static final String PUT_ASIDE = "quarantine ";

    /** Shorter texts name too much. */
    private static final int SHORTEST_NAME = 4;

    public Trace {
        names = names.stream()
                .filter(name -> name.length() >= SHORTEST_NAME)
                .distinct()
                .toList();
    }

    /** Whether it is about a place and not about one sale. */
    boolean ofPlace() {
        return until != null;
    }

    /** Whether it is a record that nobody could use: then the sale itself may be unknown. */
    boolean putAside() {
        return id.startsWith(PUT_ASIDE);
    }

    /** Receipt numbers repeat from store to store. */
    boolean mayBeOf(@Nullable String store) {
        return place == null || store == null || place.equals(store);
    }

    /** Whether the place was offline then, or is not known to have come back. */
    boolean covers(Instant moment, Duration afterwards) {
        return until != null && !moment.isBefore(at) && !moment.isAfter(until.plus(afterwards));
    }

    Trace lasting(Instant longer) {
        return new Trace(id, names, place, told, at, until == null || longer.isAfter(until) ? longer : until);
    }
}
