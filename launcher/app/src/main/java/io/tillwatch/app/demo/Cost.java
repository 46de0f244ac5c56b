package io.tillwatch.app.demo;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.simulator.Manifest;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What faults cost, and how much of that the first incidents on the list tell of. All in minor units. */
final class Cost {
    private static final int FIRST = 5;

    private Cost() {}

    static long of(Manifest.Fault fault) {
        Money minute = fault.costPerMinute();
        Money unit = fault.costPerUnit();
        long minutes = Duration.between(fault.start(), fault.end()).toMinutes();
        return (minute == null ? 0 : minute.minor() * minutes) + (unit == null ? 0 : unit.minor() * fault.units());
    }

    /** @param toldBy fault to the incident that told of it */
    static Report.CostCaptured captured(Collection<Incident> incidents, Manifest manifest, Map<String, String> toldBy) {
        Set<String> first = incidents.stream()
                .filter(incident -> incident.expectedCause() == null)
                .sorted(Comparator.comparingInt(Incident::priority)
                        .thenComparing(
                                Comparator.comparingDouble(Incident::score).reversed())
                        .thenComparing(Incident::id))
                .limit(FIRST)
                .map(Incident::id)
                .collect(Collectors.toSet());
        List<Manifest.Fault> planted = manifest.faults().stream()
                .filter(fault -> fault.expectedIncident() != null)
                .toList();
        long captured = planted.stream()
                .filter(fault -> first.contains(toldBy.getOrDefault(fault.id(), "")))
                .mapToLong(Cost::of)
                .sum();
        long ideal = planted.stream()
                .map(Cost::of)
                .sorted(Comparator.reverseOrder())
                .limit(FIRST)
                .mapToLong(Long::longValue)
                .sum();
        return new Report.CostCaptured(FIRST, captured, ideal);
    }
}
