package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident;
import org.jspecify.annotations.Nullable;

/**
 * What an incident must remember over a restart and has no field for: kept in its evidence, where people can read it.
 */
final class Marks {
    /** Score of the strongest signal. */
    static final String SEVERITY = "severity";
    /** How often it came back since it began. */
    static final String REOPENED = "reopened";
    /** When it first was over. */
    static final String FIRST_OVER = "firstOver";
    /** Who said that it belongs to nothing else. */
    static final String SPLIT = "split";
    /** The incident of which it is a symptom. */
    static final String JOINED_INTO = "joinedInto";

    private static final String MERGED = "merged into ";
    private static final String FALSE = "false";
    private static final String RESOLVED = "resolved";

    private Marks() {}

    static boolean split(Incident incident) {
        return incident.evidence().containsKey(SPLIT);
    }

    static int reopened(Incident incident) {
        return Integer.parseInt(incident.evidence().getOrDefault(REOPENED, "0"));
    }

    static @Nullable String joinedInto(Incident incident) {
        return incident.evidence().get(JOINED_INTO);
    }

    /** Verdict of an incident that a person merged with another. */
    static String mergedInto(Incident other) {
        return MERGED + other.id();
    }

    static @Nullable String mergedInto(@Nullable String verdict) {
        return verdict != null && verdict.startsWith(MERGED) ? verdict.substring(MERGED.length()) : null;
    }

    static String falseAlarm() {
        return FALSE;
    }

    static boolean falseAlarm(Incident incident) {
        return FALSE.equals(incident.verdict());
    }

    static String resolvedByHand() {
        return RESOLVED;
    }

    static boolean resolvedByHand(Incident incident) {
        return RESOLVED.equals(incident.verdict());
    }

    /** Whether a person's word closed it; a vote on its priority must not take that word's place. */
    static boolean closedByVerdict(Incident incident) {
        return falseAlarm(incident) || resolvedByHand(incident) || mergedInto(incident.verdict()) != null;
    }
}
