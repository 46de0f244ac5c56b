package io.tillwatch.console.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts quarantined records by how they fail and keeps the newest. Not thread-safe. */
final class QuarantineBoard {
    private static final int NEWEST = 1_000;
    private static final int GROUPS = 500;

    private final Deque<Held> newest = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, QuarantineView.Group> groups = new LinkedHashMap<>();
    private long total;

    /** Whether it was not known yet: two components that refuse one record hold it once. */
    boolean apply(Held held) {
        if (!known.add(held.id())) {
            return false;
        }
        total++;
        newest.addFirst(held);
        if (newest.size() > NEWEST) {
            known.remove(newest.removeLast().id());
        }
        String key = held.reason() + "|" + held.flow() + "|" + held.type() + "|" + held.topic();
        QuarantineView.Group group = groups.get(key);
        if (group != null) {
            groups.put(key, group.plus(held));
        } else if (groups.size() < GROUPS) {
            groups.put(
                    key,
                    new QuarantineView.Group(
                            held.reason(),
                            held.flow(),
                            held.type(),
                            held.topic(),
                            1,
                            held.firstSeen(),
                            held.firstSeen(),
                            held.explanation()));
        }
        return true;
    }

    QuarantineView view() {
        return new QuarantineView(
                total,
                groups.values().stream()
                        .sorted(Comparator.comparingLong(QuarantineView.Group::count)
                                .reversed()
                                .thenComparing(QuarantineView.Group::topic)
                                .thenComparing(group -> group.reason().name()))
                        .toList(),
                List.copyOf(newest));
    }
}
