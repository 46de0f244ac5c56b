package io.tillwatch.contracts.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of one flow at one moment.
 *
 * @param at world time of the sample
 * @param reason the status in words, with figures
 * @param headOfLineMillis age of the oldest event known of that is not yet through, by its own time; 0 when level
 * @param offline {@code time} to {@code recordedtime}
 * @param transport {@code recordedtime} to broker append
 * @param ours append to applied; in real time, since our own machinery does not run at the world's speed
 * @param backlog events that are known to wait (till backlog, queues, consumer lag)
 * @param ratePerMinute events a world minute in the last window
 * @param expectedPerMinute from the learned profile; null while there is none
 * @param duplicateShare of the window's input, 0..1
 * @param quarantineShare of the window's input, 0..1
 * @param errorShare failed calls, deliveries or payments of the window, 0..1
 * @param levelAt forecast of when the backlog is gone; null when level or not foreseeable
 * @param attainedDay share of events of the business day so far that kept the flow's first objective, 0..1; null while
 *     there were none
 * @param attainedWeek likewise of the last seven business days
 * @param attainedMonth likewise of the last thirty
 * @param budgetLeft share of those thirty days' error budget that is left; negative when overspent
 * @param affected sources that make the status, such as stores that are offline
 */
public record FlowHealth(
        String flow,
        Instant at,
        FlowStatus status,
        String reason,
        long headOfLineMillis,
        LagQuantiles offline,
        LagQuantiles transport,
        LagQuantiles ours,
        long backlog,
        double ratePerMinute,
        @Nullable Double expectedPerMinute,
        double duplicateShare,
        double quarantineShare,
        double errorShare,
        @Nullable Instant levelAt,
        List<String> affected,
        @Nullable Double attainedDay,
        @Nullable Double attainedWeek,
        @Nullable Double attainedMonth,
        @Nullable Double budgetLeft) {}
