package io.tillwatch.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The changes of the last hours, so that an incident can ask what came before it. Not thread-safe. */
final class Changes {
    /** So long before an incident a change may have caused it. */
    static final Duration REACH = Duration.ofHours(3);
    /** Clocks of two systems may differ by this much. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final int MOST = 2_000;

    private final List<Change> changes = new ArrayList<>();

    void note(Change change) {
        if (changes.contains(change)) {
            return;
        }
        changes.add(change);
        if (changes.size() > MOST) {
            changes.remove(0);
        }
    }

    /** Those that came soon enough before a moment. */
    List<Change> before(Instant moment) {
        return changes.stream()
                .filter(change ->
                        !change.at().isAfter(moment.plus(SLACK)) && !change.at().isBefore(moment.minus(REACH)))
                .toList();
    }
}
