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
    /** An objective is judged by what failed in up to that time before, and may burn that long after its cause is over. */
    private static final Duration BURNS_ON = Duration.ofMinutes(30);

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
            IncidentKind.FLOW_STALLED, Set.of(IncidentKind.API_THROTTLED),
            IncidentKind.SLO_BURN,
                    Set.of(IncidentKind.SOURCE_OFFLINE, IncidentKind.API_THROTTLED, IncidentKind.REFUND_FAILING));

    /**
     * What explains that a flow misses its own objective: the same failures, counted by those that failed. Only on the
     * same flow; and the failing calls of one caller are a trouble of their own, whatever else its flow suffers from.
     */
    private static final Set<IncidentKind> MISSES_ITS_OBJECTIVE = Set.of(
            IncidentKind.WEBHOOK_FAILING,
            IncidentKind.PAYMENT_FAILING,
            IncidentKind.REFUND_FAILING,
            IncidentKind.ORDER_STUCK,
            IncidentKind.FLOW_LATE,
            IncidentKind.FLOW_STALLED,
            IncidentKind.SESSION_STUCK,
            IncidentKind.LATE_POSTING);

    private Correlation() {}

    /** What is known of a condition that may be a symptom of another. */
    record Symptom(IncidentKind kind, String flow, String subject, Instant startedAt, Instant seenAt) {
        static Symptom of(Signal signal) {
            return new Symptom(signal.kind(), signal.flow(), signal.subject(), signal.startedAt(), signal.seenAt());
        }

        static Symptom of(Incident incident) {
            return new Symptom(
                    incident.kind(), incident.flow(), incident.subject(), incident.startedAt(), incident.lastSeenAt());
        }

        boolean missesObjective() {
            return kind == IncidentKind.SLO_BURN && subject.equals(flow);
        }
    }

    static boolean mayBeSymptom(IncidentKind kind) {
        return SYMPTOM_OF.containsKey(kind);
    }

    static boolean mayExplain(IncidentKind kind) {
        return MISSES_ITS_OBJECTIVE.contains(kind)
                || SYMPTOM_OF.values().stream().anyMatch(kinds -> kinds.contains(kind));
    }

    /** The first of the incidents that explain a symptom. */
    static Optional<Incident> parent(Symptom symptom, Collection<Incident> incidents, FlowCatalogue flows) {
        return incidents.stream()
                .filter(one -> explains(one, symptom, flows))
                .min(Comparator.comparing(Incident::startedAt).thenComparing(Incident::id));
    }

    static boolean explains(Incident parent, Symptom symptom, FlowCatalogue flows) {
        Instant at = symptom.missesObjective() ? symptom.seenAt().minus(BURNS_ON) : symptom.seenAt();
        return !Marks.split(parent)
                && holdsAt(parent, at)
                && near(parent, symptom.startedAt())
                && (explainsAsSymptom(parent, symptom, flows)
                        || (symptom.missesObjective()
                                && MISSES_ITS_OBJECTIVE.contains(parent.kind())
                                && parent.flow().equals(symptom.flow())));
    }

    private static boolean explainsAsSymptom(Incident parent, Symptom symptom, FlowCatalogue flows) {
        return SYMPTOM_OF.getOrDefault(symptom.kind(), Set.of()).contains(parent.kind())
                && (symptom.kind() == IncidentKind.SLO_BURN
                        ? feeds(parent.flow(), symptom.flow(), flows)
                        : linked(parent.flow(), symptom.flow(), flows));
    }

    /** What calls fail of comes down a flow, not up: trouble behind it makes a queue there, and no failing call here. */
    private static boolean feeds(String one, String other, FlowCatalogue flows) {
        return one.equals(other) || flows.ancestors(other).contains(one);
    }

    /** How each reason about a condition begins. */
    static String who(IncidentKind kind, String subject) {
        return kind + " at " + subject + ": ";
    }

    /** Why a symptom belongs to an incident, to be read after {@link #who}. */
    static String reason(Symptom symptom, Incident parent) {
        long minutes = Math.abs(
                Duration.between(parent.startedAt(), symptom.startedAt()).toMinutes());
        String flows = symptom.flow().equals(parent.flow())
                ? "on the same flow " + parent.flow()
                : "on " + symptom.flow() + ", which is linked to " + parent.flow();
        return flows + ", " + minutes + " min apart; it is a symptom of " + parent.kind() + ".";
    }

    /** What was closed by a person explains nothing more; what recovered explains what was seen before. */
    private static boolean holdsAt(Incident parent, Instant at) {
        Instant over = parent.resolvedAt();
        return over == null || (!Marks.closedByVerdict(parent) && !over.isBefore(at));
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
