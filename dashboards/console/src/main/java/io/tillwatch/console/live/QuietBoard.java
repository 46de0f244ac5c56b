package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls nobody: silences, and the newest signals that were held back, with counts. Not thread-safe. */
final class QuietBoard {
    private static final int SILENCES = 1_000;
    private static final int NEWEST = 300;

    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final Deque<Suppression> newest = new ArrayDeque<>();
    private final Map<Suppression.Rule, Long> counts = new EnumMap<>(Suppression.Rule.class);

    void apply(Silence silence) {
        silences.remove(silence.id());
        silences.put(silence.id(), silence);
        if (silences.size() > SILENCES) {
            silences.remove(silences.keySet().iterator().next());
        }
    }

    void apply(Suppression held) {
        counts.merge(held.rule(), 1L, Long::sum);
        newest.addFirst(held);
        if (newest.size() > NEWEST) {
            newest.removeLast();
        }
    }

    @Nullable
    Silence silence(String id) {
        return silences.get(id);
    }

    /** The last to begin first. */
    List<Silence> silences() {
        return silences.values().stream()
                .sorted(Comparator.comparing(Silence::from).reversed())
                .toList();
    }

    QuietView view() {
        return new QuietView(new EnumMap<>(counts), List.copyOf(newest));
    }
}
