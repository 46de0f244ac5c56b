package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which open incident a signal of another kind belongs to: some kinds are mere symptoms of others when both sit on the
 * same or on linked flows and their onsets are near. The signal stays readable on its own.
 */
final class Correlation {
    private static final Duration NEAR = Duration.ofMinutes(90);

    /** Symptom to the kinds that explain it. */
    private static final Map<IncidentKind, Set<IncidentKind>> SYMPTOM_OF = Map.of(
            IncidentKind.EXCEPTION_NEW,
                    Set.of(
                            IncidentKind.REFUND_FAILING,
                            IncidentKind.PAYMENT_FAILING,
                            IncidentKind.API_THROTTLED,
                            IncidentKind.WEBHOOK_FAILING,
                            IncidentKind.QUARANTINE_SPIKE),
            IncidentKind.FLOW_LATE, Set.of(IncidentKind.SOURCE_OFFLINE, IncidentKind.API_THROTTLED),
            IncidentKind.SLO_BURN,
                    Set.of(IncidentKind.SOURCE_OFFLINE, IncidentKind.API_THROTTLED, IncidentKind.REFUND_FAILING));

    private Correlation() {}

    static Optional<Incident> parent(Signal signal, Collection<Incident> open, FlowCatalogue flows) {
        Set<IncidentKind> explained = SYMPTOM_OF.getOrDefault(signal.kind(), Set.of());
        return open.stream()
                .filter(one -> explained.contains(one.kind()))
                .filter(one -> linked(one.flow(), signal.flow(), flows))
                .filter(one -> near(one, signal.startedAt()))
                .min(Comparator.comparing(Incident::startedAt).thenComparing(Incident::id));
    }

    static String reason(Signal signal, Incident parent) {
        long minutes = Math.abs(
                Duration.between(parent.startedAt(), signal.startedAt()).toMinutes());
        String flows = signal.flow().equals(parent.flow())
                ? "on the same flow " + parent.flow()
                : "on " + signal.flow() + ", which is linked to " + parent.flow();
        return signal.kind() + " at " + signal.subject() + ": " + flows + ", " + minutes
                + " min apart; it is a symptom of " + parent.kind() + ".";
    }

    private static boolean linked(String one, String other, FlowCatalogue flows) {
        if (one.equals(other)
                || flows.ancestors(one).contains(other)
                || flows.ancestors(other).contains(one)) {
            return true;
        }
        // Siblings that feed the same flow, such as payments and refunds, fail together.
        return flows.downstream(one).stream().anyMatch(down -> down.upstream().contains(other));
    }

    private static boolean near(Incident parent, Instant at) {
        return Duration.between(parent.startedAt(), at).abs().compareTo(NEAR) <= 0
                || (!at.isBefore(parent.startedAt()) && !at.isAfter(parent.lastSeenAt()));
    }
}
