package io.tillwatch.contracts.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How old the last word of a location is, and what it may have sold since that nobody heard of. It is told when it
 * changes, not while it grows old: a reader reckons with its own clock.
 *
 * @param at world time of the judgement
 * @param firstEventAt when something was first heard of it
 * @param lastEventAt occurrence time of the newest event, never later than its arrival
 * @param lastArrivalAt when the log last had anything of it
 * @param lastHeartbeatAt newest heartbeat that speaks of it; null without one
 * @param online false when the newest heartbeat says that its link is down
 * @param backlog events that the newest heartbeat says to wait there
 * @param missing sequence numbers below a source's last one that were not heard
 * @param sources its tills or channels by the envelope's source
 * @param silentSince occurrence time of the last event before the silence; null when its word is fresh
 * @param silentUntil when it spoke again while what it kept is still on its way; null while it is silent, or is not
 * @param unseenFrom from when on sales may be unseen: moves forward while what it kept arrives in order
 * @param unseenAtMost how many sales can be unseen at most, when the sources' sequences tell; null when they do not
 * @param reason why it is silent, in words; null when it is not
 * @param utcOffsetSeconds its local time, as its newest event has it
 * @param sales receipts since {@code firstEventAt}
 * @param piecesSpread mean square over mean of the pieces of a sold line: 1 when all sell one by one
 * @param salesPerHour what is expected, for each hour of the local day, weekdays before weekends
 */
public record LocationConfidence(
        String location,
        Instant at,
        Instant firstEventAt,
        Instant lastEventAt,
        Instant lastArrivalAt,
        @Nullable Instant lastHeartbeatAt,
        boolean online,
        long backlog,
        long missing,
        Map<String, SourceWord> sources,
        @Nullable Instant silentSince,
        @Nullable Instant silentUntil,
        @Nullable Instant unseenFrom,
        @Nullable Long unseenAtMost,
        @Nullable String reason,
        int utcOffsetSeconds,
        long sales,
        double piecesSpread,
        List<HourRate> salesPerHour) {

    public LocationConfidence {
        sources = Map.copyOf(sources);
        salesPerHour = List.copyOf(salesPerHour);
    }

    /** Whether something may have been sold there that is not told yet. */
    public boolean uncertain() {
        return silentSince != null;
    }

    /**
     * The last word of one source.
     *
     * @param epoch the source's newest; null when it has none
     * @param lastSequence highest heard; -1 when it counts nothing
     * @param missing numbers below it that were not heard
     * @param lastEventAt occurrence time of its newest event
     * @param closed whether that event closed its session
     */
    public record SourceWord(
            @Nullable String epoch, long lastSequence, long missing, Instant lastEventAt, boolean closed) {}

    /**
     * Expected receipts in an hour of the local day.
     *
     * @param hour 0 to 23
     * @param perHour mean
     * @param spread standard deviation of what is not known of that mean
     */
    public record HourRate(boolean weekend, int hour, double perHour, double spread) {}
}
