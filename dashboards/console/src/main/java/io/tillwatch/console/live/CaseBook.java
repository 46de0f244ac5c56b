package io.tillwatch.console.live;

import io.tillwatch.console.CaseSource.CasePage;
import io.tillwatch.console.CaseSource.CaseQuery;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Current reconciliation cases; closed and old ones leave when there are too many. Not thread-safe. */
final class CaseBook {
    private static final Comparator<ReconciliationCase> WORST_FIRST = Comparator.comparing(
                    (ReconciliationCase found) -> !found.open())
            .thenComparing(found -> found.breakClass() == BreakClass.EXPECTED)
            .thenComparing(Comparator.comparing(CaseBook::value).reversed())
            .thenComparing(ReconciliationCase::id);

    private final int limit;
    private final Map<String, ReconciliationCase> cases = new HashMap<>();

    CaseBook(int limit) {
        this.limit = limit;
    }

    /** Whether it was newer than what stood there. */
    boolean apply(ReconciliationCase next) {
        ReconciliationCase before = cases.get(next.id());
        if (before != null && before.version() >= next.version()) {
            return false;
        }
        cases.put(next.id(), next);
        if (cases.size() > limit) {
            cases.values().stream()
                    .max(Comparator.comparing((ReconciliationCase found) -> !found.open())
                            .thenComparing(
                                    Comparator.comparing(CaseBook::changed).reversed()))
                    .ifPresent(oldest -> cases.remove(oldest.id()));
        }
        return true;
    }

    @Nullable
    ReconciliationCase find(String id) {
        return cases.get(id);
    }

    CasePage page(CaseQuery query) {
        List<ReconciliationCase> matching = cases.values().stream()
                .filter(found -> query.kind() == null || query.kind() == found.kind())
                .filter(found -> query.breakClass() == null || query.breakClass() == found.breakClass())
                .filter(found -> query.store() == null || query.store().equals(found.store()))
                .filter(found -> query.open() == null || query.open() == found.open())
                .sorted(WORST_FIRST)
                .toList();
        return new CasePage(Pages.of(matching, query.page(), query.size()), matching.size());
    }

    Overview.Books view(Instant now) {
        long open = 0;
        long expected = 0;
        long suggested = 0;
        Map<String, BigDecimal> atRisk = new TreeMap<>();
        Map<BreakKind, Long> byKind = new EnumMap<>(BreakKind.class);
        Map<BreakKind, Long> expectedByKind = new EnumMap<>(BreakKind.class);
        Ageing ageing = new Ageing(now);
        for (ReconciliationCase found : cases.values()) {
            if (!found.open()) {
                continue;
            }
            open++;
            suggested += found.status() == ReconciliationCase.Status.SUGGESTED ? 1 : 0;
            if (found.breakClass() == BreakClass.EXPECTED) {
                expected++;
                expectedByKind.merge(found.kind(), 1L, Long::sum);
                continue;
            }
            byKind.merge(found.kind(), 1L, Long::sum);
            ageing.add(found, value(found));
            if (found.amounts() != null) {
                atRisk.merge(found.amounts().currency(), value(found), BigDecimal::add);
            }
        }
        return new Overview.Books(
                cases.size(),
                open,
                open - expected,
                expected,
                suggested,
                atRisk,
                byKind,
                expectedByKind,
                ageing.view());
    }

    private static Instant changed(ReconciliationCase found) {
        return found.updatedAt() == null ? Instant.EPOCH : found.updatedAt();
    }

    /** An amount that is no number counts as none: it must not stop the page. */
    private static BigDecimal value(ReconciliationCase found) {
        try {
            return new BigDecimal(found.valueAtRisk());
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
