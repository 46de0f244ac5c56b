package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of sources whose clock is ahead of the log, and when it is right again. A clock that is behind cannot be told
 * from an upload after an outage by one event, so it is not judged here.
 */
final class ClockSkew {
    private static final int HEALTHY_AGAIN_AFTER = 5;

    private final Duration tolerance;
    private final Clock clock;
    private final Map<String, Skewed> skewed = new HashMap<>();

    private record Skewed(Instant since, int events, int healthy) {}

    ClockSkew(Duration tolerance, Clock clock) {
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** @param appended when the event reached the log */
    Optional<Signal> judge(Envelope envelope, String flow, Instant appended) {
        String source = envelope.source();
        Duration ahead = Duration.between(appended, envelope.occurredAt());
        Skewed known = skewed.get(source);
        if (ahead.compareTo(tolerance) > 0) {
            Skewed now = known == null ? new Skewed(appended, 1, 0) : new Skewed(known.since(), known.events() + 1, 0);
            skewed.put(source, now);
            return Optional.of(signal(envelope, flow, appended, now, Signal.State.FIRING, ahead));
        }
        if (known == null) {
            return Optional.empty();
        }
        Skewed better = new Skewed(known.since(), known.events(), known.healthy() + 1);
        if (better.healthy() < HEALTHY_AGAIN_AFTER) {
            skewed.put(source, better);
            return Optional.empty();
        }
        skewed.remove(source);
        return Optional.of(signal(envelope, flow, appended, better, Signal.State.RECOVERED, ahead));
    }

    private Signal signal(
            Envelope envelope, String flow, Instant appended, Skewed state, Signal.State now, Duration ahead) {
        String source = envelope.source();
        String summary = now == Signal.State.FIRING
                ? "The clock of " + source + " is " + inWords(ahead) + " ahead; " + state.events()
                        + " events so far. They count as they stand; windows and deadlines use the time of arrival."
                : "The clock of " + source + " is right again after " + state.events() + " events.";
        return new Signal(
                "clock-skew:" + source + ":" + envelope.id() + ":" + now,
                IncidentKind.CLOCK_SKEW,
                Signal.DEFAULT_SCOPE,
                source,
                flow,
                "inventory/clock-skew",
                now,
                state.since(),
                appended,
                clock.instant(),
                0.4,
                summary,
                (double) ahead.toSeconds(),
                (double) tolerance.toSeconds(),
                null,
                0,
                List.of(source),
                Map.of("aheadSeconds", Long.toString(ahead.toSeconds()), "events", Integer.toString(state.events())),
                null,
                null);
    }

    private static String inWords(Duration span) {
        return span.toDays() > 1 ? span.toDays() + " days" : span.toMinutes() + " min";
    }
}
