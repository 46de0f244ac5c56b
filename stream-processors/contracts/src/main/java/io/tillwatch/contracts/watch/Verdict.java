package io.tillwatch.contracts.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about an incident.
 *
 * @param other the incident to merge with, for {@link Say#MERGE}
 */
public record Verdict(
        String incident,
        Say say,
        String actor,
        Instant at,
        @Nullable String comment,
        @Nullable String other) {
    /** The things a person can say. */
    public enum Say {
        ACKNOWLEDGE,
        RESOLVE,
        FALSE,
        MERGE,
        SPLIT,
        PRIORITY_TOO_HIGH,
        PRIORITY_TOO_LOW,
        COMMENT,
        ASSIGN
    }
}
