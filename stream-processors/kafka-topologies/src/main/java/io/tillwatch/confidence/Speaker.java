package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence.SourceWord;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of one source. A till that was installed anew counts anew: each epoch has its own numbers, and the last
 * few are kept for events that come late. Immutable.
 *
 * @param location that it spoke for; null while no readable event told
 * @param epochs numbers heard by epoch
 * @param newest epoch of the newest event
 * @param lastAt occurrence time of the newest event
 * @param closed whether that event closed its session
 */
record Speaker(
        @Nullable String location, Map<String, Sequences> epochs, String newest, Instant lastAt, boolean closed) {
    static final Speaker UNHEARD = new Speaker(null, Map.of(), "", Instant.EPOCH, false);
    private static final int MOST_EPOCHS = 4;

    boolean heard(@Nullable String epoch, @Nullable Long sequence) {
        return sequence != null
                && epochs.getOrDefault(name(epoch), Sequences.NONE).contains(sequence);
    }

    /**
     * @param at when it occurred, bounded by its arrival
     * @param where null when the event cannot be read: then it fills its place in the count and says nothing else
     */
    Speaker plus(@Nullable String epoch, @Nullable Long sequence, Instant at, @Nullable String where, boolean closing) {
        Map<String, Sequences> next = epochs;
        if (sequence != null) {
            TreeMap<String, Sequences> all = new TreeMap<>(epochs);
            all.merge(name(epoch), Sequences.NONE.plus(sequence), (had, one) -> had.plus(sequence));
            if (all.size() > MOST_EPOCHS) {
                all.remove(all.firstKey());
            }
            next = all;
        }
        boolean newer = where != null && !at.isBefore(lastAt);
        return new Speaker(
                where == null ? location : where,
                next,
                newer ? name(epoch) : newest,
                newer ? at : lastAt,
                newer ? closing : closed);
    }

    SourceWord word() {
        Sequences current = epochs.getOrDefault(newest, Sequences.NONE);
        long missing = epochs.values().stream().mapToLong(Sequences::missing).sum();
        return new SourceWord(newest.isEmpty() ? null : newest, current.last(), missing, lastAt, closed);
    }

    private static String name(@Nullable String epoch) {
        return epoch == null ? "" : epoch;
    }
}
