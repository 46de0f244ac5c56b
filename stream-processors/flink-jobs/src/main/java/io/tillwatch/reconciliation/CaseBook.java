package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The cases that stand, and how often each has changed. Not thread-safe. */
final class CaseBook {
    private final Map<String, ReconciliationCase> open = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    /**
     * Replaces a unit's cases.
     *
     * @param before ids of the unit's cases until now
     * @param now its cases by id
     * @return the cases that are new, changed or closed
     */
    List<ReconciliationCase> update(List<String> before, Map<String, ReconciliationCase> now, Instant asOf) {
        List<ReconciliationCase> changes = new ArrayList<>();
        for (String id : before) {
            ReconciliationCase gone = now.containsKey(id) ? null : open.remove(id);
            if (gone != null) {
                changes.add(next(gone, false, asOf));
            }
        }
        now.forEach((id, found) -> {
            ReconciliationCase standing = open.get(id);
            if (standing == null || !same(standing, found)) {
                ReconciliationCase next = next(found, true, asOf);
                open.put(id, next);
                changes.add(next);
            }
        });
        return changes;
    }

    void resume(Collection<ReconciliationCase> told) {
        for (ReconciliationCase last : told) {
            versions.put(last.id(), last.version());
            if (last.open()) {
                open.put(last.id(), last);
            }
        }
    }

    List<ReconciliationCase> closeAllBut(Set<String> standing, Instant asOf) {
        List<String> gone =
                open.keySet().stream().filter(id -> !standing.contains(id)).toList();
        return update(gone, Map.of(), asOf);
    }

    Collection<ReconciliationCase> open() {
        return List.copyOf(open.values());
    }

    private static boolean same(ReconciliationCase standing, ReconciliationCase found) {
        return version(standing, true, null, 1).equals(version(found, true, null, 1));
    }

    private ReconciliationCase next(ReconciliationCase of, boolean stays, Instant asOf) {
        return version(of, stays, asOf, versions.merge(of.id(), 1L, Long::sum));
    }

    private static ReconciliationCase version(
            ReconciliationCase of, boolean open, @org.jspecify.annotations.Nullable Instant at, long version) {
        return new ReconciliationCase(
                of.id(),
                of.level(),
                of.breakClass(),
                of.kind(),
                of.status(),
                of.sales(),
                of.sessions(),
                of.postings(),
                of.amounts(),
                of.residual(),
                of.explanation(),
                of.action(),
                of.store(),
                of.evidence(),
                of.valueAtRisk(),
                of.audience(),
                open,
                of.since(),
                at,
                of.ruleVersion(),
                version,
                of.facts());
    }
}
