package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reconciliation came to.
 *
 * @param asOf the moment that the books were read for: nothing younger was judged
 * @param cases MISMATCHED and EXPECTED, by value at risk
 * @param matched sales whose posting is there and agrees
 * @param problems what could not be read of the input
 */
public record ReconciliationReport(
        Instant asOf, List<ReconciliationCase> cases, int matched, Summary summary, List<String> problems) {

    /**
     * Figures at a glance.
     *
     * @param duplicates deliveries of a sale that was known already
     * @param mismatchedByKind cases that are breaks, by kind
     * @param documents rows of Odoo that were read, by model
     */
    public record Summary(
            int sales,
            int duplicates,
            int matched,
            int mismatched,
            int expected,
            Map<String, Long> mismatchedByKind,
            Map<String, Integer> documents) {}

    static ReconciliationReport of(Reconciler reconciler, Instant asOf, int duplicates, List<String> problems) {
        return of(
                asOf,
                reconciler.open(),
                reconciler.sales(),
                reconciler.matched(),
                duplicates,
                reconciler.documents(),
                problems);
    }

    /**
     * Sorts and counts.
     *
     * @param open in any order
     * @param sales each once
     */
    public static ReconciliationReport of(
            Instant asOf,
            Collection<ReconciliationCase> open,
            int sales,
            int matched,
            int duplicates,
            Map<String, Integer> documents,
            List<String> problems) {
        List<ReconciliationCase> cases = open.stream()
                .sorted(java.util.Comparator.comparing(ReconciliationCase::breakClass)
                        .reversed()
                        .thenComparing(
                                found -> new java.math.BigDecimal(found.valueAtRisk()),
                                java.util.Comparator.reverseOrder())
                        .thenComparing(ReconciliationCase::id))
                .toList();
        Map<String, Long> byKind = cases.stream()
                .filter(found -> found.breakClass() == BreakClass.MISMATCHED)
                .collect(Collectors.groupingBy(found -> found.kind().name(), TreeMap::new, Collectors.counting()));
        int mismatched =
                (int) byKind.values().stream().mapToLong(Long::longValue).sum();
        return new ReconciliationReport(
                asOf,
                cases,
                matched,
                new Summary(sales, duplicates, matched, mismatched, cases.size() - mismatched, byKind, documents),
                problems);
    }

    /** Whether nothing differs and everything could be read. */
    public boolean balanced() {
        return summary.mismatched() == 0 && problems.isEmpty();
    }
}
