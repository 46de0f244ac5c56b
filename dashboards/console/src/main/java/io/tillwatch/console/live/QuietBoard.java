package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What calls nobody: silences, and the newest signals that were held back, with counts. Not thread-safe. */
final class QuietBoard {
    private static final int SILENCES = 1_000;
    private static final int NEWEST = 300;

    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final NavigableSet<Suppression> newest =
            new TreeSet<>(Comparator.comparing(Suppression::at).thenComparing(Suppression::id));
    private final Set<String> kept = new HashSet<>();
    private final Map<Suppression.Rule, Long> counts = new EnumMap<>(Suppression.Rule.class);

    void apply(Silence silence) {
        silences.remove(silence.id());
        silences.put(silence.id(), silence);
        if (silences.size() > SILENCES) {
            silences.remove(silences.keySet().iterator().next());
        }
    }

    /** Whether it is news: partitions come in any order, and a record may come twice. */
    boolean apply(Suppression held) {
        if (!kept.add(held.id())) {
            return false;
        }
        counts.merge(held.rule(), 1L, Long::sum);
        newest.add(held);
        if (newest.size() > NEWEST) {
            kept.remove(newest.first().id());
            newest.pollFirst();
        }
        return true;
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
        return new QuietView(new EnumMap<>(counts), List.copyOf(newest.descendingSet()));
    }
}
