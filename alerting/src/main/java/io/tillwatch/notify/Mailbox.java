package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import io.tillwatch.contracts.watch.Notification.State;
import io.tillwatch.contracts.watch.Notification.What;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one receiver was told, is to be told, and will be told in a digest. Not thread-safe. */
final class Mailbox {
    /** A digest that names more is not read. */
    private static final int SAMPLE = 20;

    private final Receiver receiver;
    private final Map<String, Notification> last = new LinkedHashMap<>();
    private final Map<String, Notification> waiting = new LinkedHashMap<>();
    private final Map<String, Notification> held = new LinkedHashMap<>();
    /** When messages were decided that count against the limit. */
    private final Deque<Instant> decided = new ArrayDeque<>();

    Mailbox(Receiver receiver) {
        this.receiver = receiver;
    }

    String name() {
        return receiver.name();
    }

    /** What was said last of an incident, in whatever state; null when it is over and done, or never was. */
    @Nullable
    Notification lastOf(String incident) {
        return last.get(incident);
    }

    Notification put(Notification next) {
        waiting.remove(next.key());
        held.remove(next.key());
        switch (next.state()) {
            case WAITING -> {
                waiting.put(next.key(), next);
                if (receiver.limit() != null) {
                    decided.addLast(next.at());
                }
            }
            case HELD -> held.put(next.key(), next);
            case DELIVERED, DIGESTED, REFUSED -> {}
        }
        if (next.facts() != null) {
            remember(next.facts().incident(), next);
        }
        return next;
    }

    /** A state that an older message reaches says nothing new of its incident. */
    private void remember(String incident, Notification next) {
        Notification before = last.get(incident);
        boolean first = next.state() == State.WAITING || next.state() == State.HELD;
        if (first || (before != null && before.key().equals(next.key()))) {
            boolean done = next.what() == What.RESOLVED && !first;
            if (done) {
                last.remove(incident);
            } else {
                last.put(incident, next);
            }
        }
    }

    /** Whether a message would be one too many. The end of what was told by itself is always told. */
    boolean mustWait(What what, @Nullable Notification before, Instant now) {
        Receiver.Limit limit = receiver.limit();
        if (limit == null) {
            return false;
        }
        if (what == What.RESOLVED && before != null && (told(before) || before.state() == State.HELD)) {
            return before.state() == State.HELD;
        }
        Instant since = now.minus(limit.every());
        while (!decided.isEmpty() && !decided.getFirst().isAfter(since)) {
            decided.removeFirst();
        }
        return decided.size() >= limit.messages();
    }

    private static boolean told(Notification one) {
        return one.state() == State.WAITING || one.state() == State.DELIVERED;
    }

    /** What was held back and the digest that tells it; empty while it is too early. */
    List<Notification> digest(Instant now) {
        Duration every =
                receiver.limit() == null ? Duration.ZERO : receiver.limit().every();
        if (held.isEmpty() || held.values().iterator().next().at().plus(every).isAfter(now)) {
            return List.of();
        }
        List<Notification> told = List.copyOf(held.values());
        String key = "digest-"
                + UUID.nameUUIDFromBytes(
                        String.join("\n", told.stream().map(Notification::key).toList())
                                .getBytes(StandardCharsets.UTF_8));
        List<Notification> changes = new ArrayList<>();
        told.forEach(one -> changes.add(put(one.in(State.DIGESTED, now, key))));
        // Of several words on one incident the last says it all.
        Map<String, Facts> incidents = new LinkedHashMap<>();
        told.stream()
                .map(Notification::facts)
                .filter(Objects::nonNull)
                .forEach(one -> incidents.put(one.incident(), one));
        List<Facts> sample = incidents.values().stream()
                .sorted(Comparator.comparingInt(Facts::priority))
                .limit(SAMPLE)
                .toList();
        changes.add(put(
                new Notification(key, name(), What.DIGEST, null, null, sample, told.size(), State.WAITING, now, null)));
        return changes;
    }

    Collection<Notification> waiting() {
        return List.copyOf(waiting.values());
    }

    List<Notification> standing() {
        return last.values().stream()
                .filter(one -> one.state() == State.DELIVERED && one.what() != What.RESOLVED)
                .toList();
    }
}
