package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a firing signal belongs to what an incident already tells, brings it back, or begins it anew. All by event
 * time: when a signal arrives says nothing. Pure, thread-safe.
 */
final class Recurrence {
    /** A condition that returns within this time reopens its incident; later it is told as a new occurrence. */
    static final Duration REOPEN_WITHIN = Duration.ofHours(4);
    /**
     * Detectors look back for up to an hour, so they go on firing after the trouble was mended; who resolved it by hand
     * must not see it return for that.
     */
    static final Duration AFTERGLOW = Duration.ofHours(1);

    private Recurrence() {}

    /** The condition began after it was over, or unheard of, for a long time. */
    static boolean beginsAnew(Incident incident, Signal signal) {
        return signal.startedAt().isAfter(lastHeard(incident).plus(REOPEN_WITHIN));
    }

    /** The signal is about an occurrence before the present one: it arrived late. */
    static boolean ofTheOneBefore(Incident incident, Signal signal) {
        return signal.seenAt().plus(REOPEN_WITHIN).isBefore(incident.startedAt());
    }

    /** A resolved incident is open again; a late signal from before its end changes nothing. */
    static boolean reopens(Incident incident, Signal signal) {
        Instant over = incident.resolvedAt();
        if (incident.status() != Status.RESOLVED || over == null || Marks.falseAlarm(incident)) {
            return false;
        }
        boolean afterglow =
                Marks.resolvedByHand(incident) && !signal.startedAt().isAfter(over);
        return signal.seenAt().isAfter(afterglow ? over.plus(AFTERGLOW) : over);
    }

    private static Instant lastHeard(Incident incident) {
        Instant over = incident.resolvedAt();
        return over == null || over.isBefore(incident.lastSeenAt()) ? incident.lastSeenAt() : over;
    }
}
