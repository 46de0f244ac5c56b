package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a change of an incident is worth a message: when it first matters, when it becomes more urgent, and
 * when it is over. Not thread-safe.
 */
final class Occasion {
    private static final int REMEMBERED = 10_000;

    private final int maxPriority;
    private final Map<String, Told> told = new LinkedHashMap<>();

    private record Told(int priority, boolean resolved) {}

    /** What happened, as receivers read it. */
    enum What {
        OPENED,
        RAISED,
        RESOLVED
    }

    Occasion(int maxPriority) {
        this.maxPriority = maxPriority;
    }

    /** Null when there is nothing to say. */
    @Nullable
    What of(Incident incident) {
        Told before = told.get(incident.id());
        boolean over = incident.status() == Status.RESOLVED;
        What what;
        if (before == null || before.resolved()) {
            what = over || !matters(incident) ? null : What.OPENED;
        } else if (over) {
            what = What.RESOLVED;
        } else {
            what = matters(incident) && incident.priority() < before.priority() ? What.RAISED : null;
        }
        if (what != null) {
            told.put(incident.id(), new Told(incident.priority(), over));
            if (told.size() > REMEMBERED) {
                told.remove(told.keySet().iterator().next());
            }
        }
        return what;
    }

    private boolean matters(Incident incident) {
        return incident.priority() <= maxPriority && incident.expectedCause() == null;
    }
}
