package io.tillwatch.reconciliation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Things that stay or go together: a group stays as a whole when one of it is to stay. Disjoint sets with path halving
 * (Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", 1984). Not thread-safe.
 */
final class Groups {
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> staying = new HashSet<>();

    void join(String some, String other) {
        parents.put(root(some), root(other));
    }

    /** It stays, and all that is or will be joined to it. */
    void stays(String some) {
        staying.add(some);
    }

    /** Those that have been told of and need not stay; to be asked when all are joined. */
    Set<String> going() {
        Set<String> roots = new HashSet<>();
        staying.forEach(some -> roots.add(root(some)));
        Set<String> going = new HashSet<>();
        for (String some : Set.copyOf(parents.keySet())) {
            if (!roots.contains(root(some))) {
                going.add(some);
            }
        }
        return going;
    }

    private String root(String of) {
        String at = of;
        String parent = parents.computeIfAbsent(at, same -> same);
        while (!parent.equals(at)) {
            String above = parents.getOrDefault(parent, parent);
            parents.put(at, above);
            at = above;
            parent = parents.getOrDefault(at, at);
        }
        return at;
    }
}
