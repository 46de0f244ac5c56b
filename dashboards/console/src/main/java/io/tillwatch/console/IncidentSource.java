package io.tillwatch.console;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads incidents; {@link io.tillwatch.console.live.LiveState} is one, Elasticsearch another. Thread-safe. */
public interface IncidentSource {
    /**
     * The most urgent first: not resolved before resolved, then priority, then score, then newest.
     *
     * @throws SourceUnavailableException when the source cannot answer now
     */
    IncidentPage incidents(IncidentQuery query);

    /** Empty when no incident has that id. */
    Optional<Incident> incident(String id);

    /**
     * What to list; absent conditions do not narrow.
     *
     * @param statuses any of these
     * @param page from 1
     */
    record IncidentQuery(
            Set<Incident.Status> statuses,
            @Nullable Integer priority,
            @Nullable IncidentKind kind,
            @Nullable String flow,
            int page,
            int size) {}

    /** @param total how many match, over all pages */
    record IncidentPage(List<Incident> incidents, long total) {}
}
