package io.tillwatch.console.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Incidents like one, and when it may be over.
 *
 * @param similar of the same kind, those of the same flow first, then the last to end; a few
 * @param forecast null when too few lasted as long as this one has, or when it is over
 */
public record PastView(List<Earlier> similar, @Nullable Forecast forecast) {
    /**
     * @param minutes how long it lasted
     * @param ended how: {@code recovered}, or the word of a person
     */
    public record Earlier(
            String id, String title, String flow, Instant startedAt, Instant resolvedAt, long minutes, String ended) {}

    /**
     * @param n how many durations it rests on
     * @param medianMinutes half of them were over after so long
     * @param mostMinutes nine in ten were
     * @param explanation all of it in a sentence
     */
    public record Forecast(
            int n, long medianMinutes, long mostMinutes, Instant medianAt, Instant mostAt, String explanation) {}
}
