package io.tillwatch.app.flows;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a broker, as far as it was looked at.
 *
 * @param topics by name; Tillwatch's own and the broker's are not among them
 * @param groups consumer group to the topics that it has read; Tillwatch's own are not among them
 * @param speakers who spoke
 * @param calls who made calls
 * @param complete false when time was over before all that was asked for was read
 */
record Census(
        SortedMap<String, TopicSeen> topics,
        SortedMap<String, Set<String>> groups,
        Map<Speaker, Heard> speakers,
        Map<Caller, Long> calls,
        boolean complete) {

    /**
     * A topic that was looked into.
     *
     * @param read records that were read of it
     * @param bare of these, those without an envelope: Tillwatch cannot tell what they are
     */
    record TopicSeen(long read, long bare) {}

    /**
     * Somebody who speaks for a flow.
     *
     * @param flow null where the event names none
     */
    record Speaker(String topic, @Nullable String flow, String source) {}

    /** What a speaker said, and between which of its own times. */
    record Heard(long events, Instant first, Instant last) {
        Heard plus(Heard other) {
            return new Heard(
                    events + other.events,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** Somebody who makes calls for a flow. */
    record Caller(String flow, String caller) {}

    long records() {
        return topics.values().stream().mapToLong(TopicSeen::read).sum();
    }
}
