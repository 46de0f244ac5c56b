package io.tillwatch.reconciliation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows of sales, by what names them. Only the newest are kept, so that a flood of failures fills
 * nothing; of each sale a few are told. Not thread-safe.
 */
final class Traces {
    /** About half a kilobyte each. */
    static final int MOST = 10_000;

    private static final int TOLD = 4;
    /** Whoever watches a place says every minute or so that it is offline. */
    private static final Duration ONE_OUTAGE = Duration.ofMinutes(10);

    private final int most;
    private final Map<String, Trace> kept = new LinkedHashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, Set<String>> byPlace = new HashMap<>();

    Traces(int most) {
        this.most = most;
    }

    /** False when it says nothing new. */
    boolean add(Trace trace, Reconciler.Keeper keeper) {
        Trace stands = trace.ofPlace() ? outage(trace) : kept.get(trace.id());
        if (stands != null && !trace.ofPlace()) {
            return false;
        }
        Trace now = stands == null || trace.until() == null ? trace : stands.lasting(trace.until());
        if (now.equals(stands)) {
            return false;
        }
        kept.put(now.id(), now);
        now.names()
                .forEach(name ->
                        byName.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(now.id()));
        if (now.ofPlace() && now.place() != null) {
            byPlace.computeIfAbsent(now.place(), place -> new LinkedHashSet<>()).add(now.id());
        }
        keeper.keep(now);
        if (kept.size() > most) {
            String eldest = kept.keySet().iterator().next();
            forget(eldest);
            keeper.forget(eldest);
        }
        return stands == null;
    }

    /** The outage of the place that this goes on with. */
    private @Nullable Trace outage(Trace trace) {
        return byPlace.getOrDefault(String.valueOf(trace.place()), Set.of()).stream()
                .map(kept::get)
                .filter(outage -> outage != null && outage.covers(trace.at(), ONE_OUTAGE))
                .findFirst()
                .orElse(null);
    }

    private void forget(String id) {
        Trace gone = kept.remove(id);
        if (gone == null) {
            return;
        }
        gone.names().forEach(name -> drop(byName, name, id));
        if (gone.place() != null) {
            drop(byPlace, gone.place(), id);
        }
    }

    private static void drop(Map<String, Set<String>> index, String key, String id) {
        Set<String> ids = index.get(key);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
            index.remove(key);
        }
    }

    /** What is known of a sale, the oldest first. */
    List<String> of(Sale sale) {
        Set<String> names = new TreeSet<>();
        names.add(sale.id());
        addTo(names, sale.uuid());
        addTo(names, sale.ticket());
        addTo(names, sale.order());
        List<Trace> found = new ArrayList<>(named(names, sale.store()));
        byPlace.getOrDefault(String.valueOf(sale.store()), Set.of()).stream()
                .map(kept::get)
                .filter(outage -> outage != null && outage.covers(sale.at(), ONE_OUTAGE))
                .forEach(found::add);
        return told(found);
    }

    /** Records that were put aside and name something that only Odoo has, by what Odoo keeps of the sale. */
    List<String> of(@Nullable String uuid, @Nullable String ticket) {
        Set<String> names = new TreeSet<>();
        addTo(names, uuid);
        addTo(names, ticket);
        return told(named(names, null).stream().filter(Trace::putAside).toList());
    }

    private List<Trace> named(Set<String> names, @Nullable String store) {
        return names.stream()
                .flatMap(name -> byName.getOrDefault(name, Set.of()).stream())
                .distinct()
                .map(kept::get)
                .filter(trace -> trace != null && trace.mayBeOf(store))
                .toList();
    }

    private static List<String> told(List<Trace> found) {
        return found.stream()
                .sorted(Comparator.comparing(Trace::at).thenComparing(Trace::id))
                .map(Trace::told)
                .distinct()
                .limit(TOLD)
                .toList();
    }

    private static void addTo(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }
}
