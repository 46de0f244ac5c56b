package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ranks what may have caused an incident: its own evidence, changes before it, and what went wrong upstream. */
final class Causes {
    private static final int MOST = 5;
    private static final Duration NEAR = Duration.ofHours(2);

    private Causes() {}

    static List<Cause> of(
            Signal signal, Incident incident, Collection<Incident> open, Changes changes, FlowCatalogue flows) {
        List<Cause> causes = new ArrayList<>();
        Map<String, String> evidence = signal.evidence();
        String code = evidence.getOrDefault("code", "");
        if (!code.isEmpty()) {
            causes.add(new Cause(signal.subject() + " answers with code " + code, 0.8, outcomes(evidence)));
        }
        Cause own = OwnEvidence.of(signal);
        if (own != null) {
            causes.add(own);
        }
        changes.before(incident.startedAt()).stream()
                .map(change -> ChangeSuspect.of(change, incident, flows))
                .filter(suspect -> suspect.score() > 0)
                .forEach(causes::add);
        Set<String> upstream = flows.ancestors(incident.flow());
        for (Incident other : open) {
            boolean before = !other.startedAt().isAfter(incident.startedAt());
            boolean near =
                    Duration.between(other.startedAt(), incident.startedAt()).compareTo(NEAR) <= 0;
            if (!other.id().equals(incident.id()) && upstream.contains(other.flow()) && before && near) {
                causes.add(new Cause(
                        other.kind() + " at " + other.subject() + " upstream",
                        0.6,
                        List.of(
                                other.title(),
                                "began "
                                        + Duration.between(other.startedAt(), incident.startedAt())
                                                .toMinutes() + " min earlier on " + other.flow())));
            }
        }
        if (causes.isEmpty()) {
            causes.add(new Cause(signal.subject() + " itself", 0.3, List.of("nothing upstream changed before it")));
        }
        return causes.stream()
                .sorted(Comparator.comparingDouble(Cause::score).reversed().thenComparing(Cause::what))
                .limit(MOST)
                .toList();
    }

    private static List<String> outcomes(Map<String, String> evidence) {
        try {
            long bad = Long.parseLong(evidence.getOrDefault("bad", ""));
            long good = Long.parseLong(evidence.getOrDefault("good", ""));
            return List.of(bad + " of " + (bad + good) + " with a bad outcome");
        } catch (NumberFormatException notTold) {
            return List.of("the number of bad outcomes was not told");
        }
    }
}
