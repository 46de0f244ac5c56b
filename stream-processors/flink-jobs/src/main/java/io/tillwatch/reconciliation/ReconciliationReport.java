package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reconciliation came to.
 *
 * @param asOf the moment that the books were read for: nothing younger was judged
 * @param cases MISMATCHED and EXPECTED, by value at risk
 * @param matched sales whose posting is there and agrees
 * @param problems what could not be read of the input
 * @param coverage what Odoo's documents name and was not read
 */
public record ReconciliationReport(
        Instant asOf,
        List<ReconciliationCase> cases,
        int matched,
        Summary summary,
        List<String> problems,
        Coverage coverage) {

    /**
     * Figures at a glance.
     *
     * @param pending sales that are not due yet, and no case
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
            int pending,
            Map<String, Long> mismatchedByKind,
            Map<String, Integer> documents) {

        private Summary of(List<ReconciliationCase> cases) {
            Map<String, Long> byKind = cases.stream()
                    .filter(found -> found.breakClass() == BreakClass.MISMATCHED)
                    .collect(Collectors.groupingBy(found -> found.kind().name(), TreeMap::new, Collectors.counting()));
            int breaks =
                    (int) byKind.values().stream().mapToLong(Long::longValue).sum();
            return new Summary(sales, duplicates, matched, breaks, cases.size() - breaks, pending, byKind, documents);
        }
    }

    static ReconciliationReport of(Reconciler reconciler, Instant asOf, int duplicates, List<String> problems) {
        Summary counted = new Summary(
                reconciler.sales(),
                duplicates,
                reconciler.matched(),
                0,
                0,
                reconciler.pending(),
                Map.of(),
                reconciler.documents());
        return of(asOf, reconciler.open(), counted, problems, reconciler.coverage());
    }

    /**
     * Sorts the cases and counts them.
     *
     * @param open in any order
     * @param counted figures of sales and documents; those of cases are counted here
     */
    public static ReconciliationReport of(
            Instant asOf,
            Collection<ReconciliationCase> open,
            Summary counted,
            List<String> problems,
            Coverage coverage) {
        List<ReconciliationCase> cases = open.stream()
                .sorted(java.util.Comparator.comparing(ReconciliationCase::breakClass)
                        .reversed()
                        .thenComparing(
                                found -> new java.math.BigDecimal(found.valueAtRisk()),
                                java.util.Comparator.reverseOrder())
                        .thenComparing(ReconciliationCase::id))
                .toList();
        return new ReconciliationReport(asOf, cases, counted.matched(), counted.of(cases), problems, coverage);
    }

    /**
     * The same with only the cases that began in a period; figures of sales stay those of the whole.
     *
     * @param from null from the beginning
     * @param to exclusive; null to the end
     */
    public ReconciliationReport within(@Nullable Instant from, @Nullable Instant to) {
        List<ReconciliationCase> inPeriod = cases.stream()
                .filter(found -> {
                    Instant since = found.since();
                    return since == null
                            || ((from == null || !since.isBefore(from)) && (to == null || since.isBefore(to)));
                })
                .toList();
        return new ReconciliationReport(asOf, inPeriod, matched, summary.of(inPeriod), problems, coverage);
    }

    /** Whether nothing differs and everything could be read. */
    public boolean balanced() {
        return summary.mismatched() == 0
                && problems.isEmpty()
                && coverage.gaps().isEmpty();
    }
}
