package io.tillwatch.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of events by their identity. One thread at a time. */
interface EventIndex {
    /** An event that was seen, or one that a correction undid before it came. */
    @Nullable
    Known find(String source, String id);

    void put(String source, String id, Known known);

    /**
     * What is known of an event.
     *
     * @param content hash of what the event said; 0 while only its correction was seen
     * @param seen whether the event itself came
     * @param voided whether a correction undid it
     * @param positions {@code sku|location} of each position it touched
     * @param day on which it occurred or arrived, whichever is later, in days since 1970: a while after that it need not
     *     be known any more, as the horizon keeps it out
     */
    record Known(long content, boolean seen, boolean voided, List<String> positions, long day) {}
}
