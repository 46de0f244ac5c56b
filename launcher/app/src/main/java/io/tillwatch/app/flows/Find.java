package io.tillwatch.app.flows;

import org.jspecify.annotations.Nullable;

/**
 * Something that runs and stands in no entry, or the other way round.
 *
 * @param name of the flow, topic, group, source or caller
 * @param says what was seen, in one line with figures
 * @param draft YAML to paste; null where nothing is to be added
 */
record Find(Kind kind, String name, String says, @Nullable String draft) {

    /** What a find is. */
    enum Kind {
        SHADOW_FLOW("flows that no entry describes"),
        UNKNOWN_TOPIC("topics that no entry names"),
        UNKNOWN_GROUP("consumer groups that no entry names"),
        UNKNOWN_SOURCE("sources that no entry names"),
        UNKNOWN_CALLER("callers that the entry of their flow does not name"),
        UNUSED_ENTRY("entries of which nothing was seen");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
