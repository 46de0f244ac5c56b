package io.tillwatch.console.live;

/**
 * Something that changed.
 *
 * @param key what changed: a later change of the same kind and key replaces one that was not sent yet
 * @param value its new state, as the API writes it
 */
public record Change(Kind kind, String key, Object value) {
    /** What can change. */
    public enum Kind {
        FLOWS,
        INCIDENTS,
        CASES,
        ACCOUNTING,
        SIGNALS,
        QUARANTINE,
        SILENCES,
        SUPPRESSIONS,
        POSITIONS;

        /** Name of the event on the stream. */
        public String event() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
