package io.tillwatch.app.demo;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.simulator.Truth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the open cases against the breaks that were planted. */
final class ReconciliationJudge {
    private ReconciliationJudge() {}

    static Report.Reconciliation judge(Collection<ReconciliationCase> cases, List<Truth.PlantedBreak> planted) {
        List<ReconciliationCase> open =
                cases.stream().filter(ReconciliationCase::open).toList();
        List<ReconciliationCase> breaks = open.stream()
                .filter(found -> found.breakClass() == BreakClass.MISMATCHED)
                .toList();
        Map<String, Report.KindScore> byKind = new TreeMap<>();
        Set<String> explained = new HashSet<>();
        int found = 0;
        for (Truth.PlantedBreak one : planted) {
            List<ReconciliationCase> hits =
                    breaks.stream().filter(told -> tells(told, one)).toList();
            hits.forEach(hit -> explained.add(hit.id()));
            found += hits.isEmpty() ? 0 : 1;
            add(byKind, one.kind().name(), 1, hits.isEmpty() ? 0 : 1, 0);
        }
        breaks.stream()
                .filter(told -> !explained.contains(told.id()))
                .forEach(told -> add(byKind, told.kind().name(), 0, 0, 1));
        return new Report.Reconciliation(
                planted.size(),
                found,
                breaks.isEmpty() ? 1 : explained.size() / (double) breaks.size(),
                planted.isEmpty() ? 1 : found / (double) planted.size(),
                byKind,
                open.size() - breaks.size(),
                Digest.of(open.stream()
                        .map(told -> told.id()
                                + told.kind()
                                + told.breakClass()
                                + told.sales()
                                + told.sessions()
                                + told.amounts()
                                + told.residual())));
    }

    private static boolean tells(ReconciliationCase told, Truth.PlantedBreak planted) {
        boolean sameSale =
                planted.sales().stream().anyMatch(sale -> told.sales().contains(sale.receipt()));
        boolean sameSession = planted.sales().isEmpty() && told.sessions().contains(planted.odooSession());
        return told.kind() == planted.kind() && (sameSale || sameSession);
    }

    private static void add(Map<String, Report.KindScore> byKind, String kind, int planted, int found, int invented) {
        Report.KindScore had = byKind.getOrDefault(kind, new Report.KindScore(0, 0, 0));
        byKind.put(kind, new Report.KindScore(had.planted() + planted, had.found() + found, had.invented() + invented));
    }
}
