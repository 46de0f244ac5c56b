package io.tillwatch.models.exceptions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as somebody reported it.
 *
 * @param message the text, any length; only its first line shapes the cluster
 * @param type exception class or error code, null when none is known; failures of two types never share a template
 * @param frames stack frames, innermost first; empty when none are known
 * @param at event time of the failure
 */
public record Failure(String message, @Nullable String type, List<String> frames, Instant at) {

    /** Keeps its own copy of the frames. */
    public Failure {
        frames = List.copyOf(frames);
    }

    /** A bare text. */
    public static Failure of(String message, Instant at) {
        return new Failure(message, null, List.of(), at);
    }
}
