package io.tillwatch.console.live;

import io.tillwatch.console.IncidentSource.IncidentPage;
import io.tillwatch.console.IncidentSource.IncidentQuery;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Current incidents; the longest resolved leave when there are too many. Not thread-safe. */
final class IncidentBox {
    static final Comparator<Incident> URGENT_FIRST = Comparator.comparing(
                    (Incident incident) -> incident.status() == Incident.Status.RESOLVED)
            .thenComparingInt(Incident::priority)
            .thenComparing(Comparator.comparingDouble(Incident::score).reversed())
            .thenComparing(Comparator.comparing(Incident::updatedAt).reversed())
            .thenComparing(Incident::id);

    /** As alerting writes it. */
    private static final String FALSE_ALARM = "false";

    private final int limit;
    private final Map<String, Incident> incidents = new HashMap<>();

    IncidentBox(int limit) {
        this.limit = limit;
    }

    /** Whether it was newer than what stood there. */
    boolean apply(Incident next) {
        Incident before = incidents.get(next.id());
        if (before != null && before.version() >= next.version()) {
            return false;
        }
        incidents.put(next.id(), next);
        if (incidents.size() > limit) {
            incidents.values().stream()
                    .max(Comparator.comparing((Incident incident) -> incident.status() == Incident.Status.RESOLVED)
                            .thenComparing(
                                    Comparator.comparing(Incident::updatedAt).reversed()))
                    .ifPresent(oldest -> incidents.remove(oldest.id()));
        }
        return true;
    }

    void remove(String id) {
        incidents.remove(id);
    }

    @Nullable
    Incident find(String id) {
        return incidents.get(id);
    }

    IncidentPage page(IncidentQuery query) {
        List<Incident> matching = incidents.values().stream()
                .filter(incident -> query.statuses().contains(incident.status()))
                .filter(incident -> query.priority() == null || query.priority() == incident.priority())
                .filter(incident -> query.kind() == null || query.kind() == incident.kind())
                .filter(incident -> query.flow() == null
                        || query.flow().equals(incident.flow())
                        || incident.flows().contains(query.flow()))
                .sorted(URGENT_FIRST)
                .toList();
        return new IncidentPage(Pages.of(matching, query.page(), query.size()), matching.size());
    }

    List<Incident> all() {
        return List.copyOf(incidents.values());
    }

    long count(Set<IncidentKind> kinds) {
        return incidents.values().stream()
                .filter(incident -> kinds.contains(incident.kind()))
                .count();
    }

    long falseAlarms(Set<IncidentKind> kinds) {
        return incidents.values().stream()
                .filter(incident -> kinds.contains(incident.kind()))
                .filter(incident -> FALSE_ALARM.equals(incident.verdict()))
                .count();
    }

    Overview.Incidents view() {
        Map<Integer, Long> byPriority = new TreeMap<>();
        long open = 0;
        long acknowledged = 0;
        for (Incident incident : incidents.values()) {
            if (incident.status() != Incident.Status.RESOLVED) {
                byPriority.merge(incident.priority(), 1L, Long::sum);
                open += incident.status() == Incident.Status.OPEN ? 1 : 0;
                acknowledged += incident.status() == Incident.Status.ACKNOWLEDGED ? 1 : 0;
            }
        }
        return new Overview.Incidents(open, acknowledged, byPriority);
    }
}
