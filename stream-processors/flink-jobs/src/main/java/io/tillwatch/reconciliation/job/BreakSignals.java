package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What changed cases mean for those on duty: one condition for each kind of break, with all its open cases behind it. */
final class BreakSignals {
    private static final int SAMPLE = 10;

    private BreakSignals() {}

    /** Signals for the kinds that changed, in a stable order. */
    static List<Signal> of(List<ReconciliationCase> changes, Collection<ReconciliationCase> open, Instant asOf) {
        Map<BreakKind, List<ReconciliationCase>> changed = new TreeMap<>();
        changes.stream()
                .filter(change -> change.breakClass() == BreakClass.MISMATCHED)
                .forEach(change -> changed.computeIfAbsent(change.kind(), k -> new ArrayList<>())
                        .add(change));
        List<Signal> signals = new ArrayList<>();
        changed.forEach((kind, cases) -> {
            List<ReconciliationCase> standing = open.stream()
                    .filter(found -> found.kind() == kind && found.breakClass() == BreakClass.MISMATCHED)
                    .toList();
            signals.add(signal(kind, cases, standing, asOf));
        });
        return signals;
    }

    private static Signal signal(
            BreakKind kind, List<ReconciliationCase> changed, List<ReconciliationCase> standing, Instant asOf) {
        boolean firing = !standing.isEmpty();
        List<ReconciliationCase> told = firing ? standing : changed;
        String subject = ReconciliationJob.FLOW + "/" + kind;
        Money atRisk = atRisk(told);
        String summary = firing
                ? standing.size() + (standing.size() == 1 ? " break" : " breaks") + " of kind " + kind
                        + (atRisk == null ? "" : ", " + atRisk + " at stake")
                : "no break of kind " + kind + " any more";
        return new Signal(
                subject + "@" + asOf,
                incident(kind),
                Signal.DEFAULT_SCOPE,
                subject,
                ReconciliationJob.FLOW,
                "reconciliation/" + kind,
                firing ? Signal.State.FIRING : Signal.State.RECOVERED,
                told.stream()
                        .map(ReconciliationCase::since)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(asOf),
                asOf,
                asOf,
                1,
                summary,
                (double) standing.size(),
                0.0,
                atRisk,
                standing.stream().mapToLong(found -> found.sales().size()).sum(),
                entities(told),
                Map.of("cases", Integer.toString(standing.size()), "kind", kind.name()),
                null,
                null);
    }

    private static IncidentKind incident(BreakKind kind) {
        return switch (kind) {
            case SESSION_NOT_CLOSED, SESSION_STUCK_CLOSING -> IncidentKind.SESSION_STUCK;
            case LATE_POSTING -> IncidentKind.LATE_POSTING;
            default -> IncidentKind.RECONCILIATION_BREAKS;
        };
    }

    /** In the currency of the first case that has one; amounts in others are left out. */
    private static @Nullable Money atRisk(List<ReconciliationCase> cases) {
        String currency = cases.stream()
                .map(ReconciliationCase::amounts)
                .filter(Objects::nonNull)
                .map(ReconciliationCase.Amounts::currency)
                .findFirst()
                .orElse(null);
        if (currency == null) {
            return null;
        }
        BigDecimal sum = cases.stream()
                .filter(found ->
                        found.amounts() != null && found.amounts().currency().equals(currency))
                .map(found -> new BigDecimal(found.valueAtRisk()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Money.of(sum, currency);
    }

    private static List<String> entities(List<ReconciliationCase> cases) {
        return cases.stream()
                .flatMap(found -> Stream.of(
                                Stream.ofNullable(found.facts().get("session")),
                                found.sales().stream(),
                                Stream.ofNullable(found.store()))
                        .flatMap(part -> part))
                .distinct()
                .limit(SAMPLE)
                .toList();
    }
}
