package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of incidents by a person's word. It reads the incidents and returns those that change. */
final class Overrule {
    private final Map<String, Incident> incidents;
    private final FlowCatalogue flows;
    private final PriorityConfig config;

    Overrule(Map<String, Incident> incidents, FlowCatalogue flows, PriorityConfig config) {
        this.incidents = incidents;
        this.flows = flows;
        this.config = config;
    }

    List<Incident> apply(Verdict verdict) {
        Incident incident = incidents.get(verdict.incident());
        if (incident == null) {
            return List.of();
        }
        Instant at = verdict.at();
        Draft draft = new Draft(incident).note(at, said(verdict));
        switch (verdict.say()) {
            case ACKNOWLEDGE -> draft.acknowledged(verdict.actor());
            case ASSIGN -> draft.assigned(verdict.other() == null ? verdict.actor() : verdict.other());
            case RESOLVE -> closed(draft, incident, at, Marks.resolvedByHand());
            case FALSE -> closed(draft, incident, at, Marks.falseAlarm());
            case PRIORITY_TOO_HIGH, PRIORITY_TOO_LOW -> {
                if (!Marks.closedByVerdict(incident)) {
                    draft.verdict(verdict.say().name());
                }
            }
            case MERGE -> {
                return merged(draft, incident, verdict);
            }
            case SPLIT -> {
                return split(draft, incident, verdict);
            }
            case COMMENT -> {}
        }
        return List.of(draft.build(at));
    }

    private static String said(Verdict verdict) {
        return verdict.actor() + ": " + verdict.say() + (verdict.comment() == null ? "" : " - " + verdict.comment());
    }

    /** What was merged stays merged: to close it would let its signals open it again. */
    private static void closed(Draft draft, Incident incident, Instant at, String verdict) {
        if (Marks.mergedInto(incident.verdict()) == null) {
            Instant over = incident.resolvedAt();
            draft.resolved(over == null ? at : over).verdict(verdict);
        }
    }

    private List<Incident> merged(Draft draft, Incident incident, Verdict verdict) {
        Incident target = verdict.other() == null ? null : incidents.get(verdict.other());
        if (target == null || target.id().equals(incident.id())) {
            return List.of(draft.note(verdict.at(), "not merged: there is no such other incident")
                    .build(verdict.at()));
        }
        if (Marks.mergedInto(target.verdict()) != null || Marks.mergedInto(incident.verdict()) != null) {
            return List.of(draft.note(verdict.at(), "not merged: one of the two is merged already")
                    .build(verdict.at()));
        }
        Instant at = verdict.at();
        Draft into = new Draft(target)
                .note(at, "merged with " + incident.id() + " by " + verdict.actor())
                .absorbs(incident, "merged by " + verdict.actor() + ".", at)
                .prioritized(flows.find(target.flow()).orElse(null), config, at);
        return List.of(
                into.build(at),
                draft.resolved(incident.resolvedAt() == null ? at : incident.resolvedAt())
                        .verdict(Marks.mergedInto(target))
                        .build(at));
    }

    /** From now on it belongs to nothing and nothing belongs to it, by rule; what was taken together is told apart. */
    private List<Incident> split(Draft draft, Incident incident, Verdict verdict) {
        Instant at = verdict.at();
        List<Incident> changed = new ArrayList<>();
        Incident whole = whole(incident);
        if (whole != null) {
            draft.open();
            changed.add(new Draft(whole)
                    .releases(incident)
                    .note(at, "split from " + incident.id() + " by " + verdict.actor())
                    .prioritized(flows.find(whole.flow()).orElse(null), config, at)
                    .build(at));
        }
        for (Incident part : incidents.values()) {
            if (incident.id().equals(Marks.joinedInto(part)) && part.status() == Status.RESOLVED) {
                draft.releases(part);
                changed.add(new Draft(part)
                        .open()
                        .note(at, "split from " + incident.id() + " by " + verdict.actor())
                        .build(at));
            }
        }
        changed.add(draft.mark(Marks.SPLIT, verdict.actor()).build(at));
        return changed;
    }

    private @Nullable Incident whole(Incident part) {
        String merged = Marks.mergedInto(part.verdict());
        String joined = Marks.joinedInto(part);
        return merged != null ? incidents.get(merged) : joined == null ? null : incidents.get(joined);
    }
}
