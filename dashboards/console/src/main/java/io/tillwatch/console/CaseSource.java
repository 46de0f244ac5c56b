package io.tillwatch.console;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads reconciliation cases; {@link io.tillwatch.console.live.LiveState} is one, Elasticsearch another. Thread-safe. */
public interface CaseSource {
    /**
     * Mismatches before what is expected, then the most valuable first.
     *
     * @throws SourceUnavailableException when the source cannot answer now
     */
    CasePage cases(CaseQuery query);

    /** Empty when no case has that id. */
    Optional<ReconciliationCase> reconciliationCase(String id);

    /**
     * What to list; absent conditions do not narrow.
     *
     * @param open only open or only closed ones; null for both
     * @param page from 1
     */
    record CaseQuery(
            ReconciliationCase.@Nullable BreakKind kind,
            ReconciliationCase.@Nullable BreakClass breakClass,
            @Nullable String store,
            @Nullable Boolean open,
            int page,
            int size) {}

    /** @param total how many match, over all pages */
    record CasePage(List<ReconciliationCase> cases, long total) {}
}
