package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Incident.TimelineEntry;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All incidents, kept up to date by signals and verdicts. The same condition seen a hundred times is one incident with
 * a count. One thread at a time.
 */
public final class IncidentBook {
    private static final int TIMELINE = 30;
    private static final int ENTITIES = 50;
    private static final int REMEMBERED_SIGNALS = 50_000;
    /** A condition that returns within this time reopens its incident rather than opening a new one. */
    private static final Duration REOPEN_WITHIN = Duration.ofHours(4);

    private final FlowCatalogue flows;
    private final PriorityConfig config;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, String> mergedInto = new TreeMap<>();
    private final Set<String> split = new LinkedHashSet<>();
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_SIGNALS;
        }
    };

    public IncidentBook(FlowCatalogue flows, PriorityConfig config) {
        this.flows = flows;
        this.config = config;
    }

    /** Takes up an incident as it was stored, before any signal. */
    public void restore(Incident incident) {
        incidents.put(incident.id(), incident);
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
     * @return the incident that changed; empty when the signal was seen before, or says that something is over which
     *     nobody was told of
     */
    public Optional<Incident> apply(Signal signal, Instant now) {
        if (seen.put(signal.id(), true) != null) {
            return Optional.empty();
        }
        String id = mergedInto.getOrDefault(Identity.of(signal), Identity.of(signal));
        Incident existing = incidents.get(id);
        if (existing == null && !split.contains(id)) {
            Optional<Incident> parent = Correlation.parent(signal, open(), flows);
            if (parent.isPresent()) {
                return signal.state() == Signal.State.FIRING
                        ? keep(joined(parent.get(), signal, now))
                        : Optional.empty();
            }
        }
        if (signal.state() == Signal.State.RECOVERED) {
            return existing == null || existing.status() == Status.RESOLVED
                    ? Optional.empty()
                    : keep(resolved(existing, signal, now));
        }
        return keep(existing == null ? opened(id, signal, now) : seenAgain(existing, signal, now));
    }

    /**
     * Applies what a person said.
     *
     * @return the incidents that changed; empty when the verdict names none
     */
    public List<Incident> apply(Verdict verdict) {
        Incident incident = incidents.get(verdict.incident());
        if (incident == null) {
            return List.of();
        }
        Instant at = verdict.at();
        String said =
                verdict.actor() + ": " + verdict.say() + (verdict.comment() == null ? "" : " - " + verdict.comment());
        Draft draft = new Draft(incident).note(at, said);
        switch (verdict.say()) {
            case ACKNOWLEDGE -> draft.status(Status.ACKNOWLEDGED).assignee(verdict.actor());
            case ASSIGN -> draft.assignee(verdict.other() == null ? verdict.actor() : verdict.other());
            case RESOLVE -> draft.status(Status.RESOLVED).resolvedAt(at);
            case FALSE -> draft.status(Status.RESOLVED).resolvedAt(at).verdict("false");
            case PRIORITY_TOO_HIGH, PRIORITY_TOO_LOW ->
                draft.verdict(verdict.say().name());
            case SPLIT -> split.add(incident.id());
            case COMMENT, MERGE -> {}
        }
        List<Incident> changed = new ArrayList<>();
        Incident target = verdict.other() == null ? null : incidents.get(verdict.other());
        if (verdict.say() == Verdict.Say.MERGE && target != null) {
            mergedInto.put(incident.id(), target.id());
            draft.status(Status.RESOLVED).resolvedAt(at).verdict("merged into " + target.id());
            Draft into = new Draft(target).note(at, "merged with " + incident.id() + " by " + verdict.actor());
            into.joined.add(incident.kind() + " at " + incident.subject() + ": merged by " + verdict.actor() + ".");
            into.signals += incident.signals();
            changed.add(put(into, at));
        }
        changed.add(put(draft, at));
        return changed;
    }

    private Optional<Incident> keep(Incident incident) {
        incidents.put(incident.id(), incident);
        return Optional.of(incident);
    }

    private Incident put(Draft draft, Instant now) {
        Incident incident = draft.build(now);
        incidents.put(incident.id(), incident);
        return incident;
    }

    private List<Incident> open() {
        return incidents.values().stream()
                .filter(one -> one.status() != Status.RESOLVED)
                .toList();
    }

    private Incident opened(String id, Signal signal, Instant now) {
        Flow flow = flows.find(signal.flow()).orElse(null);
        Incident blank = new Incident(
                id,
                0,
                signal.kind(),
                signal.scope(),
                signal.subject(),
                signal.flow(),
                Status.OPEN,
                5,
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
        return enriched(new Draft(blank).note(now, "opened: " + signal.summary()), signal, now, false);
    }

    private Incident seenAgain(Incident incident, Signal signal, Instant now) {
        Draft draft = new Draft(incident);
        Instant resolvedAt = incident.resolvedAt();
        boolean dismissed = "false".equals(incident.verdict());
        if (incident.status() == Status.RESOLVED && resolvedAt != null && !dismissed) {
            boolean soon = resolvedAt.plus(REOPEN_WITHIN).isAfter(signal.seenAt());
            draft.status(Status.OPEN).resolvedAt(null).note(now, soon ? "reopened: it is back" : "it happens again");
        }
        return enriched(draft, signal, now, true);
    }

    private Incident enriched(Draft draft, Signal signal, Instant now, boolean seenBefore) {
        draft.signals++;
        draft.title = signal.summary();
        draft.startedAt = earlier(draft.startedAt, signal.startedAt());
        draft.lastSeenAt = later(draft.lastSeenAt, signal.seenAt());
        draft.money = larger(draft.money, signal.moneyAtRisk());
        draft.customers = Math.max(draft.customers, signal.customers());
        draft.severity = Math.max(draft.severity, signal.score());
        draft.evidence.putAll(signal.evidence());
        draft.evidence.put("severity", Double.toString(draft.severity));
        signal.entities().stream().limit(ENTITIES).forEach(draft.entities::add);
        Incident before = draft.build(now);
        draft.causes = Causes.of(signal, before, open(), flows);
        prioritize(draft, seenBefore && draft.from.version() > 0 && draft.from.resolvedAt() != null);
        return draft.build(now);
    }

    private Incident joined(Incident parent, Signal signal, Instant now) {
        Draft draft = new Draft(parent);
        String why = Correlation.reason(signal, parent);
        if (draft.joined.stream().noneMatch(one -> one.startsWith(signal.kind() + " at " + signal.subject()))) {
            draft.joined.add(why);
            draft.note(now, "joined: " + signal.summary());
        }
        draft.signals++;
        draft.flows.add(signal.flow());
        draft.lastSeenAt = later(draft.lastSeenAt, signal.seenAt());
        signal.evidence().forEach(draft.evidence::putIfAbsent);
        prioritize(draft, false);
        return draft.build(now);
    }

    private void prioritize(Draft draft, boolean seenBefore) {
        Flow flow = flows.find(draft.from.flow()).orElse(null);
        draft.terms = Priority.terms(
                new Priority.Facts(
                        draft.money, draft.customers, flow, draft.severity, draft.flows.size() - 1, seenBefore),
                config);
        draft.score = Priority.score(draft.terms);
        draft.priority = draft.from.expectedCause() == null ? config.band(draft.score) : 5;
    }

    private static Incident resolved(Incident incident, Signal signal, Instant now) {
        Draft draft = new Draft(incident)
                .status(Status.RESOLVED)
                .resolvedAt(signal.seenAt())
                .note(now, "resolved: " + signal.summary());
        draft.signals++;
        draft.lastSeenAt = later(draft.lastSeenAt, signal.seenAt());
        return draft.build(now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Money larger(@Nullable Money one, @Nullable Money other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.currency().equals(other.currency()) && one.minor() < other.minor() ? other : one;
    }

    /** An incident while it changes. */
    private static final class Draft {
        private final Incident from;
        private Status status;
        private int priority;
        private double score;
        private List<Incident.PriorityTerm> terms;
        private String title;
        private Instant startedAt;
        private Instant lastSeenAt;
        private @Nullable Instant resolvedAt;
        private long signals;
        private @Nullable Money money;
        private long customers;
        private double severity;
        private final Set<String> flows;
        private final Set<String> entities;
        private final List<String> joined;
        private final List<TimelineEntry> timeline;
        private List<Incident.Cause> causes;
        private final Map<String, String> evidence;
        private @Nullable String assignee;
        private @Nullable String verdict;

        Draft(Incident from) {
            this.from = from;
            status = from.status();
            priority = from.priority();
            score = from.score();
            terms = from.terms();
            title = from.title();
            startedAt = from.startedAt();
            lastSeenAt = from.lastSeenAt();
            resolvedAt = from.resolvedAt();
            signals = from.signals();
            money = from.moneyAtRisk();
            customers = from.customers();
            severity = Double.parseDouble(from.evidence().getOrDefault("severity", "0"));
            flows = new LinkedHashSet<>(from.flows());
            entities = new LinkedHashSet<>(from.entities());
            joined = new ArrayList<>(from.joined());
            timeline = new ArrayList<>(from.timeline());
            causes = from.causes();
            evidence = new TreeMap<>(from.evidence());
            assignee = from.assignee();
            verdict = from.verdict();
        }

        Draft note(Instant at, String what) {
            timeline.add(new TimelineEntry(at, what));
            // The first entry says how it began and stays; of the rest the newest are kept.
            while (timeline.size() > TIMELINE) {
                timeline.remove(1);
            }
            return this;
        }

        Draft status(Status other) {
            status = other;
            return this;
        }

        Draft resolvedAt(@Nullable Instant at) {
            resolvedAt = at;
            return this;
        }

        Draft assignee(@Nullable String who) {
            assignee = who;
            return this;
        }

        Draft verdict(String said) {
            verdict = said;
            return this;
        }

        Incident build(Instant now) {
            List<String> someEntities = entities.stream().limit(ENTITIES).toList();
            Incident plain = new Incident(
                    from.id(),
                    from.version() + 1,
                    from.kind(),
                    from.scope(),
                    from.subject(),
                    from.flow(),
                    status,
                    priority,
                    score,
                    List.copyOf(terms),
                    title,
                    startedAt,
                    from.detectedAt(),
                    lastSeenAt,
                    now,
                    resolvedAt,
                    signals,
                    money,
                    customers,
                    List.copyOf(flows),
                    someEntities,
                    List.copyOf(joined),
                    List.copyOf(timeline),
                    List.copyOf(causes),
                    Map.copyOf(evidence),
                    from.expectedCause(),
                    from.owner(),
                    from.escalation(),
                    from.runbook(),
                    from.action(),
                    "",
                    assignee,
                    verdict,
                    from.model());
            return withTicket(plain, Ticket.of(plain));
        }

        private static Incident withTicket(Incident one, String ticket) {
            return new Incident(
                    one.id(),
                    one.version(),
                    one.kind(),
                    one.scope(),
                    one.subject(),
                    one.flow(),
                    one.status(),
                    one.priority(),
                    one.score(),
                    one.terms(),
                    one.title(),
                    one.startedAt(),
                    one.detectedAt(),
                    one.lastSeenAt(),
                    one.updatedAt(),
                    one.resolvedAt(),
                    one.signals(),
                    one.moneyAtRisk(),
                    one.customers(),
                    one.flows(),
                    one.entities(),
                    one.joined(),
                    one.timeline(),
                    one.causes(),
                    one.evidence(),
                    one.expectedCause(),
                    one.owner(),
                    one.escalation(),
                    one.runbook(),
                    one.action(),
                    ticket,
                    one.assignee(),
                    one.verdict(),
                    one.model());
        }
    }
}
