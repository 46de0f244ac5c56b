package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.incidents.Correlation.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All incidents, kept up to date by signals and verdicts. The same condition seen a hundred times is one incident with
 * a count. Signals count by event time, so that duplicates, disorder within {@link Recurrence#REOPEN_WITHIN} and replays
 * end in the same incidents. One thread at a time.
 */
public final class IncidentBook {
    private final FlowCatalogue flows;
    private final PriorityConfig config;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Recent<String, Boolean> seen = new Recent<>();
    private final Recent<Verdict, Boolean> heard = new Recent<>();
    /** Recoveries of what nobody was told of yet: the firing may arrive behind them. */
    private final Recent<String, Recovery> recoveries = new Recent<>();

    /** How often what is expected was told without there being an incident of it: it opens none, and counts once there is. */
    private final Recent<String, Integer> expected = new Recent<>();

    private final Changes changes = new Changes();

    private record Recovery(Instant first, Instant last, int signals) {}

    public IncidentBook(FlowCatalogue flows, PriorityConfig config) {
        this.flows = flows;
        this.config = config;
    }

    /** Takes up an incident as it was stored, before any signal. */
    public void restore(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    /** Takes note of a signal that was applied before a restart, so that it is not counted twice. */
    public void remember(Signal signal) {
        seen.put(signal.id(), true);
        if (signal.state() == Signal.State.RECOVERED && !incidents.containsKey(Identity.of(signal))) {
            recovered(Identity.of(signal), signal);
        }
        if (opensNone(signal, incidents.get(Identity.of(signal)))) {
            heldBack(Identity.of(signal));
        }
    }

    /** Takes note of a change: what comes after it may be its fault. */
    void changed(Change change) {
        changes.note(change);
    }

    public Collection<Incident> all() {
        return List.copyOf(incidents.values());
    }

    public Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    /**
     * Applies a signal.
     *
     * @return the incidents that changed; empty when the signal was seen before, says that something is over which nobody
     *     was told of, or tells of something new that is expected
     */
    public List<Incident> apply(Signal signal, Instant now) {
        if (seen.put(signal.id(), true) != null) {
            return List.of();
        }
        String id = Identity.of(signal);
        Incident own = incidents.get(id);
        Incident merged = own == null ? null : mergedInto(own);
        if (merged != null) {
            return List.of(joined(merged, signal, "merged by a person.", now));
        }
        Incident parent = parent(signal, own).orElse(null);
        if (parent != null) {
            boolean known = own != null
                    || parent.joined().stream()
                            .anyMatch(one -> one.startsWith(Correlation.who(signal.kind(), signal.subject())));
            if (known || signal.state() == Signal.State.FIRING) {
                return List.of(joined(parent, signal, Correlation.reason(Symptom.of(signal), parent), now));
            }
        }
        if (opensNone(signal, own)) {
            heldBack(id);
            return List.of();
        }
        if (signal.state() == Signal.State.FIRING) {
            return withSymptoms(own == null ? opened(id, signal, now) : seenAgain(own, signal, now), now);
        }
        if (own == null) {
            recovered(id, signal);
            return List.of();
        }
        return withSymptoms(over(own, signal, now), now);
    }

    /**
     * Applies what a person said.
     *
     * @return the incidents that changed; empty when the verdict names none, or was heard before
     */
    public List<Incident> apply(Verdict verdict) {
        if (!incidents.containsKey(verdict.incident()) || heard.put(verdict, true) != null) {
            return List.of();
        }
        return new Overrule(incidents, flows, config)
                .apply(verdict).stream().map(this::keep).toList();
    }

    /** Where a person's merges lead; null when it was not merged. */
    private @Nullable Incident mergedInto(Incident incident) {
        Incident target = null;
        String next = Marks.mergedInto(incident.verdict());
        // Merges are refused when they would close a circle, so the way ends.
        while (next != null && incidents.containsKey(next)) {
            target = incidents.get(next);
            next = target == null ? null : Marks.mergedInto(target.verdict());
        }
        return target;
    }

    /** An incident of which the signal's condition is a symptom, unless it stands on its own already. */
    private Optional<Incident> parent(Signal signal, @Nullable Incident own) {
        if (!Correlation.mayBeSymptom(signal.kind()) || (own != null && Marks.split(own))) {
            return Optional.empty();
        }
        boolean standsAlone = own != null && Marks.joinedInto(own) == null && !Recurrence.reopens(own, signal);
        return standsAlone ? Optional.empty() : Correlation.parent(Symptom.of(signal), incidents.values(), flows);
    }

    /** What is expected calls nobody: the signal can be read, and there is no incident for it alone. */
    private static boolean opensNone(Signal signal, @Nullable Incident own) {
        return own == null && signal.state() == Signal.State.FIRING && signal.expectedCause() != null;
    }

    private void heldBack(String id) {
        Integer before = expected.get(id);
        expected.put(id, before == null ? 1 : before + 1);
    }

    private Incident opened(String id, Signal signal, Instant now) {
        Flow flow = flows.find(signal.flow()).orElse(null);
        Draft draft = new Draft(blank(id, signal, flow, now))
                .note(now, "opened: " + signal.summary())
                .seen(signal);
        Integer held = expected.remove(id);
        draft.counted(held == null ? 0 : held);
        Recovery recovery = recoveries.remove(id);
        if (recovery != null) {
            draft.counted(recovery.signals()).wasOver(recovery.first());
            if (!recovery.last().isBefore(signal.seenAt())) {
                draft.resolved(recovery.last(), "resolved: it was over when it was told", now);
            }
        }
        return enriched(draft, signal, now);
    }

    private Incident seenAgain(Incident incident, Signal signal, Instant now) {
        Draft draft = new Draft(incident);
        if (Recurrence.ofTheOneBefore(incident, signal)) {
            return keep(draft.counted(1).build(now));
        }
        if (Recurrence.beginsAnew(incident, signal)) {
            draft.startsOver(signal, now);
        } else if (Recurrence.reopens(incident, signal)) {
            draft.reopened(now);
        }
        return enriched(draft.seen(signal), signal, now);
    }

    private Incident enriched(Draft draft, Signal signal, Instant now) {
        Incident before = draft.build(now);
        draft.causes(Causes.of(signal, before, open(), changes, flows));
        return keep(prioritized(draft, before, now).build(now));
    }

    /** A recovery older than the last sighting ends nothing, but says that the condition was over once. */
    private Incident over(Incident incident, Signal signal, Instant now) {
        Draft draft = new Draft(incident).counted(1).wasOver(signal.seenAt());
        Instant over = incident.resolvedAt();
        if (signal.seenAt().isBefore(incident.lastSeenAt())) {
            prioritized(draft, incident, now);
        } else if (over == null) {
            draft.resolved(signal.seenAt(), "resolved: " + signal.summary(), now);
        } else if (!Marks.closedByVerdict(incident)) {
            draft.resolved(Draft.later(over, signal.seenAt()));
        }
        return keep(draft.build(now));
    }

    private Incident joined(Incident parent, Signal signal, String why, Instant now) {
        Draft draft = new Draft(parent).joins(signal, why, now);
        boolean goesOn = signal.state() == Signal.State.FIRING && Recurrence.reopens(parent, signal);
        // An objective goes on burning for a while by what failed before: that does not bring its cause back.
        if (goesOn && !Symptom.of(signal).missesObjective()) {
            draft.reopened(now);
        }
        Recovery recovery = recoveries.remove(Identity.of(signal));
        if (recovery != null) {
            draft.counted(recovery.signals());
        }
        return keep(prioritized(draft, parent, now).build(now));
    }

    /** Takes the open symptoms of an incident into it: they were told first, but it explains them. */
    private List<Incident> withSymptoms(Incident incident, Instant now) {
        List<Incident> changed = new ArrayList<>();
        Incident parent = incident;
        if (Correlation.mayExplain(incident.kind())) {
            for (Incident symptom : all()) {
                if (standsAlone(symptom) && Correlation.explains(parent, Symptom.of(symptom), flows)) {
                    String why = Correlation.reason(Symptom.of(symptom), parent);
                    Draft into = new Draft(parent).absorbs(symptom, why, now);
                    parent = keep(prioritized(into, parent, now).build(now));
                    Instant over = symptom.resolvedAt();
                    changed.add(keep(new Draft(symptom)
                            .mark(Marks.JOINED_INTO, parent.id())
                            .resolved(over == null ? now : over)
                            .note(now, "joined " + parent.kind() + " at " + parent.subject() + ": " + why)
                            .build(now)));
                }
            }
        }
        changed.add(parent);
        return changed;
    }

    /** Whether nobody cares for it yet and no word of a person holds it. */
    private static boolean standsAlone(Incident symptom) {
        return symptom.status() != Status.ACKNOWLEDGED
                && symptom.assignee() == null
                && symptom.verdict() == null
                && Marks.joinedInto(symptom) == null
                && !Marks.split(symptom);
    }

    private Draft prioritized(Draft draft, Incident incident, Instant now) {
        return draft.prioritized(flows.find(incident.flow()).orElse(null), config, now);
    }

    private void recovered(String id, Signal signal) {
        Recovery before = recoveries.get(id);
        recoveries.put(
                id,
                before == null
                        ? new Recovery(signal.seenAt(), signal.seenAt(), 1)
                        : new Recovery(
                                Draft.earlier(before.first(), signal.seenAt()),
                                Draft.later(before.last(), signal.seenAt()),
                                before.signals() + 1));
    }

    private Incident keep(Incident incident) {
        incidents.put(incident.id(), incident);
        return incident;
    }

    private List<Incident> open() {
        return incidents.values().stream()
                .filter(one -> one.status() != Status.RESOLVED)
                .toList();
    }

    private static Incident blank(String id, Signal signal, @Nullable Flow flow, Instant now) {
        return new Incident(
                id,
                0,
                signal.kind(),
                signal.scope(),
                signal.subject(),
                signal.flow(),
                Status.OPEN,
                PriorityConfig.LOWEST,
                0,
                List.of(),
                signal.summary(),
                signal.startedAt(),
                now,
                signal.seenAt(),
                now,
                null,
                0,
                null,
                0,
                List.of(signal.flow()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                signal.expectedCause(),
                flow == null ? "unknown" : flow.owner(),
                flow == null ? "unknown" : flow.escalation(),
                (flow == null ? "docs/runbooks" : flow.runbook()) + "/"
                        + signal.kind().runbook(),
                Actions.of(signal.kind()),
                "",
                null,
                null,
                signal.model());
    }
}
