package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.contracts.watch.Verdict.Say;

/** Verdicts for tests. */
final class Says {
    private Says() {}

    static Verdict acknowledge(Incident incident, long minute) {
        return of(Say.ACKNOWLEDGE, incident, minute);
    }

    static Verdict of(Say say, Incident incident, long minute) {
        return new Verdict(incident.id(), say, "ada", Told.minute(minute), null, null);
    }

    static Verdict merge(Incident incident, Incident into, long minute) {
        return new Verdict(incident.id(), Say.MERGE, "ada", Told.minute(minute), "the same outage", into.id());
    }
}
