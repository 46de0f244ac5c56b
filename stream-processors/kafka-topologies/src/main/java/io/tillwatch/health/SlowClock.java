package io.tillwatch.health;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of sources whose clock is behind the log's, and when it is right again. One late event may have waited somewhere;
 * a source that goes on selling while each of its events is the same time behind has a slow clock: what is uploaded after
 * an outage catches up. Not thread-safe; forgets with a restart, and learns again from the next events.
 */
final class SlowClock {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final double TOLERANCE_MILLIS = TOLERANCE.toMillis();
    private static final Duration STEADY = Duration.ofMinutes(5);
    private static final Duration LEAST_SPAN = Duration.ofMinutes(5);
    private static final int LEAST_EVENTS = 3;
    private static final int HEALTHY_AGAIN_AFTER = 3;
    private static final double SCORE = 0.4;

    private final Map<String, Behind> sources = new HashMap<>();

    /** What is known of a source that lags. */
    private record Behind(
            Instant first, Instant last, Duration least, Duration most, int events, int healthy, boolean told) {
        static Behind of(Instant appended, Duration lag) {
            return new Behind(appended, appended, lag, lag, 1, 0, false);
        }

        Behind plus(Instant appended, Duration lag) {
            Duration low = lag.compareTo(least) < 0 ? lag : least;
            Duration high = lag.compareTo(most) > 0 ? lag : most;
            boolean steady = high.minus(low).compareTo(STEADY) <= 0;
            return steady || told ? new Behind(first, appended, low, high, events + 1, 0, told) : of(appended, lag);
        }

        Behind better() {
            return new Behind(first, last, least, most, events, healthy + 1, told);
        }

        Behind asTold() {
            return new Behind(first, last, least, most, events, healthy, true);
        }

        boolean slow() {
            return events >= LEAST_EVENTS && Duration.between(first, last).compareTo(LEAST_SPAN) >= 0;
        }
    }

    /** @param appended when the event reached the log */
    Optional<Signal> judge(Envelope envelope, String flow, Instant appended, Instant now) {
        String source = envelope.source();
        Instant recorded = envelope.recordedTime() == null ? envelope.occurredAt() : envelope.recordedTime();
        double behind = Span.millis(recorded, appended);
        Behind known = sources.isEmpty() ? null : sources.get(source);
        if (behind > TOLERANCE_MILLIS) {
            Duration lag = Duration.ofMillis((long) behind);
            Behind more = known == null ? Behind.of(appended, lag) : known.plus(appended, lag);
            if (!more.slow() && !more.told()) {
                sources.put(source, more);
                return Optional.empty();
            }
            sources.put(source, more.asTold());
            return Optional.of(signal(envelope, flow, appended, now, more, Signal.State.FIRING));
        }
        if (known == null) {
            return Optional.empty();
        }
        Behind better = known.better();
        if (better.healthy() < HEALTHY_AGAIN_AFTER) {
            sources.put(source, better);
            return Optional.empty();
        }
        sources.remove(source);
        return better.told()
                ? Optional.of(signal(envelope, flow, appended, now, better, Signal.State.RECOVERED))
                : Optional.empty();
    }

    private static Signal signal(
            Envelope envelope, String flow, Instant appended, Instant now, Behind behind, Signal.State state) {
        String source = envelope.source();
        long minutes = behind.least().toMinutes();
        return new Signal(
                "clock-behind:" + source + ":" + envelope.id() + ":" + state,
                IncidentKind.CLOCK_SKEW,
                Signal.DEFAULT_SCOPE,
                source,
                flow,
                "health/clock-behind",
                state,
                behind.first(),
                appended,
                now,
                SCORE,
                state == Signal.State.FIRING
                        ? "The clock of " + source + " is " + minutes + " min behind; " + behind.events()
                                + " events so far, each by the same time. They count as they stand."
                        : "The clock of " + source + " is right again after " + behind.events() + " events.",
                (double) -behind.least().toSeconds(),
                (double) -TOLERANCE.toSeconds(),
                null,
                0,
                List.of(source),
                Map.of(
                        "behindSeconds", Long.toString(behind.least().toSeconds()),
                        "events", Integer.toString(behind.events())),
                null,
                null);
    }
}
