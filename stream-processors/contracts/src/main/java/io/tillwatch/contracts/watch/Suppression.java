package io.tillwatch.contracts.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal that called nobody, and why.
 *
 * @param id that of the signal: a signal is held back once
 * @param because the cause that was known, the incident that explains it, or the silence with its reason
 * @param incident the incident that counts the signal; null when there is none
 * @param at when it was held back, by the world's clock
 */
public record Suppression(
        String id, Rule rule, String because, @Nullable String incident, Instant at, Signal signal) {
    /** What held it back. */
    public enum Rule {
        /** The calendar, maintenance or a fallback explains it. */
        EXPECTED,
        /** Another incident explains it, and called already. */
        INHIBITED,
        /** A person said that it is to call nobody. */
        SILENCED
    }
}
