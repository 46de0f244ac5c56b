package io.tillwatch.app.demo;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.simulator.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the incidents against the faults that were planted. An incident counts for a fault when it is of the kind that
 * the manifest expects, names one of its entities, and was told while the fault lasted or soon after. It is false when
 * no fault was there at the time that shares an entity with it or that could have caused it.
 */
final class IncidentJudge {
    /** How long after its end a fault may still show. */
    private static final Duration AFTERMATH = Duration.ofHours(1);

    /** Clocks of the world's parts differ by this much at most. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private IncidentJudge() {}

    static Report.Incidents judge(Collection<Incident> incidents, Manifest manifest, Duration world) {
        List<Report.FaultResult> results = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Set<String> explained = new HashSet<>();
        Map<String, String> toldBy = new HashMap<>();
        int planted = 0;
        for (Manifest.Fault fault : manifest.faults()) {
            incidents.stream().filter(incident -> related(incident, fault)).forEach(i -> explained.add(i.id()));
            if (fault.expectedIncident() == null) {
                continue;
            }
            planted++;
            Incident hit = incidents.stream()
                    .filter(incident -> tells(incident, fault))
                    .min(Comparator.comparing(Incident::detectedAt))
                    .orElse(null);
            Double took = hit == null
                    ? null
                    : Math.max(
                            0, Duration.between(fault.start(), hit.detectedAt()).toMillis() / 1000.0);
            if (hit != null && took != null) {
                explained.add(hit.id());
                seconds.add(took);
                toldBy.put(fault.id(), hit.id());
            }
            results.add(result(fault, hit, took, (int) incidents.stream()
                    .filter(incident -> incident.kind() == fault.expectedIncident() && tells(incident, fault))
                    .count()));
        }
        List<String> strange = incidents.stream()
                .filter(incident -> incident.expectedCause() == null)
                .filter(incident -> !explained.contains(incident.id()))
                .map(incident -> incident.detectedAt() + " P" + incident.priority() + " " + incident.kind() + ' '
                        + incident.subject() + ": " + incident.title())
                .sorted()
                .toList();
        double hours = Math.max(1 / 60.0, world.toMinutes() / 60.0);
        return new Report.Incidents(
                planted,
                seconds.size(),
                incidents.size(),
                incidents.size() - seconds.size() - strange.size(),
                Math.round(100 * strange.size() / hours) / 100.0,
                quantiles(seconds),
                signalsEach(incidents),
                share(results, 1),
                share(results, 3),
                Cost.captured(incidents, manifest, toldBy),
                results,
                strange);
    }

    private static Report.FaultResult result(
            Manifest.Fault fault, @Nullable Incident hit, @Nullable Double took, int incidents) {
        Instant latest = fault.latestDetection();
        return new Report.FaultResult(
                fault.id(),
                fault.kind().name(),
                String.valueOf(fault.expectedIncident()),
                hit != null,
                took,
                hit != null && (latest == null || !hit.detectedAt().isAfter(latest)),
                hit == null ? null : hit.title(),
                incidents,
                fault.expectedFirstCause(),
                hit == null ? null : rank(hit, fault.expectedFirstCause()),
                Cost.of(fault),
                hit == null ? 0 : hit.priority());
    }

    /** Those that joined one; what was held back counts nowhere. */
    private static double signalsEach(Collection<Incident> incidents) {
        long joined = incidents.stream().mapToLong(Incident::signals).sum();
        return incidents.isEmpty() ? 0 : Math.round(10.0 * joined / incidents.size()) / 10.0;
    }

    private static @Nullable Integer rank(Incident incident, String cause) {
        String wanted = cause.toLowerCase(Locale.ROOT);
        for (int i = 0; i < incident.causes().size(); i++) {
            if (incident.causes().get(i).what().toLowerCase(Locale.ROOT).contains(wanted)) {
                return i + 1;
            }
        }
        return null;
    }

    /** Of the faults that were told, those whose cause ranks that high. */
    private static double share(List<Report.FaultResult> results, int most) {
        List<Report.FaultResult> told =
                results.stream().filter(Report.FaultResult::detected).toList();
        long ranked = told.stream()
                .filter(result -> result.causeRank() != null && result.causeRank() <= most)
                .count();
        return told.isEmpty() ? 0 : Math.round(1000.0 * ranked / told.size()) / 1000.0;
    }

    private static boolean tells(Incident incident, Manifest.Fault fault) {
        boolean kind = incident.kind() == fault.expectedIncident()
                || incident.joined().stream().anyMatch(why -> why.startsWith(String.valueOf(fault.expectedIncident())));
        return kind && inTime(incident.detectedAt(), fault) && named(incident, fault);
    }

    private static boolean inTime(Instant detected, Manifest.Fault fault) {
        Instant from = fault.start().minus(SLACK);
        Instant to = fault.end().plus(AFTERMATH);
        return !detected.isBefore(from) && !detected.isAfter(to);
    }

    private static boolean named(Incident incident, Manifest.Fault fault) {
        Set<String> words = new HashSet<>(incident.entities());
        words.add(incident.subject());
        words.addAll(incident.evidence().values());
        String all = incident.subject() + ' ' + String.join(" ", words) + ' ' + incident.title();
        return fault.entities().isEmpty() || fault.entities().stream().anyMatch(all::contains);
    }

    private static boolean related(Incident incident, Manifest.Fault fault) {
        return inTime(incident.detectedAt(), fault)
                && (named(incident, fault) || incident.kind() == fault.expectedIncident());
    }

    private static Report.@Nullable Quantiles quantiles(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        return new Report.Quantiles(at(sorted, 0.5), at(sorted, 0.95));
    }

    /** Nearest rank. */
    private static double at(List<Double> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
