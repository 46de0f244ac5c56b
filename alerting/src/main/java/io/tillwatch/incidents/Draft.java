package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Incident.TimelineEntry;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident while it changes. Facts are gathered by sums, extremes and the newest word by event time, so that the order
 * of arrival does not matter.
 */
final class Draft {
    private static final int TIMELINE = 30;
    private static final int ENTITIES = 50;
    private static final int JOINED = 50;
    private static final int FLAPPING = 3;
    private static final String FLAPS = "flapping: ";

    private final Incident from;
    private Status status;
    private int priority;
    private double score;
    private List<Incident.PriorityTerm> terms;
    private String title;
    private Instant startedAt;
    private Instant detectedAt;
    private Instant lastSeenAt;
    private @Nullable Instant resolvedAt;
    private long signals;
    private @Nullable Money money;
    private long customers;
    private double severity;
    private boolean seenBefore;
    private final Set<String> flows;
    private final Set<String> entities;
    private final List<String> joined;
    private final List<TimelineEntry> timeline;
    private List<Incident.Cause> causes;
    private final Map<String, String> evidence;
    private @Nullable String expectedCause;
    private @Nullable String assignee;
    private @Nullable String verdict;
    private @Nullable String model;

    Draft(Incident from) {
        this.from = from;
        status = from.status();
        priority = from.priority();
        score = from.score();
        terms = from.terms();
        title = from.title();
        startedAt = from.startedAt();
        detectedAt = from.detectedAt();
        lastSeenAt = from.lastSeenAt();
        resolvedAt = from.resolvedAt();
        signals = from.signals();
        money = from.moneyAtRisk();
        customers = from.customers();
        severity = Double.parseDouble(from.evidence().getOrDefault(Marks.SEVERITY, "0"));
        seenBefore = from.version() > 0
                && from.terms().stream().noneMatch(term -> term.name().equals(Priority.NOVELTY));
        flows = new LinkedHashSet<>(from.flows());
        entities = new LinkedHashSet<>(from.entities());
        joined = new ArrayList<>(from.joined());
        timeline = new ArrayList<>(from.timeline());
        causes = from.causes();
        evidence = new TreeMap<>(from.evidence());
        expectedCause = from.expectedCause();
        assignee = from.assignee();
        verdict = from.verdict();
        model = from.model();
    }

    Draft note(Instant at, String what) {
        timeline.add(new TimelineEntry(at, what));
        // The first entry says how it began and stays; of the rest the newest are kept.
        while (timeline.size() > TIMELINE) {
            timeline.remove(1);
        }
        return this;
    }

    Draft counted(long more) {
        signals += more;
        return this;
    }

    /** Takes up a firing signal of the incident's own condition. */
    Draft seen(Signal signal) {
        boolean newest = signals == 0 || !signal.seenAt().isBefore(lastSeenAt);
        signals++;
        startedAt = earlier(startedAt, signal.startedAt());
        lastSeenAt = later(lastSeenAt, signal.seenAt());
        severity = Math.max(severity, signal.score());
        take(signal.moneyAtRisk(), signal.customers(), List.of(signal.flow()), signal.entities());
        if (newest) {
            title = signal.summary();
            expectedCause = signal.expectedCause();
            model = signal.model();
            evidence.putAll(signal.evidence());
        } else {
            signal.evidence().forEach(evidence::putIfAbsent);
        }
        evidence.put(Marks.SEVERITY, Double.toString(severity));
        return this;
    }

    /** Takes up a signal of another condition that belongs to this incident; when it was last seen stays its own. */
    Draft joins(Signal signal, String why, Instant now) {
        joined(Correlation.who(signal.kind(), signal.subject()), why, now, signal.summary());
        flows.add(signal.flow());
        signals++;
        signal.evidence().forEach(evidence::putIfAbsent);
        return this;
    }

    /** Takes up a whole incident that belongs to this one. */
    Draft absorbs(Incident other, String why, Instant now) {
        joined(Correlation.who(other.kind(), other.subject()), why, now, other.title());
        signals += other.signals();
        severity = Math.max(severity, Double.parseDouble(other.evidence().getOrDefault(Marks.SEVERITY, "0")));
        evidence.put(Marks.SEVERITY, Double.toString(severity));
        take(other.moneyAtRisk(), other.customers(), other.flows(), other.entities());
        return this;
    }

    /** Gives back what was taken by mistake; extremes stay until the next occurrence. */
    Draft releases(Incident other) {
        joined.removeIf(why -> why.startsWith(Correlation.who(other.kind(), other.subject())));
        signals = Math.max(1, signals - other.signals());
        flows.removeIf(flow -> other.flows().contains(flow) && !flow.equals(from.flow()));
        return this;
    }

    private void joined(String who, String why, Instant now, String what) {
        if (joined.size() < JOINED && joined.stream().noneMatch(one -> one.startsWith(who))) {
            joined.add(who + why);
            note(now, "joined: " + what);
        }
    }

    private void take(@Nullable Money other, long others, List<String> more, List<String> concerned) {
        money = larger(money, other);
        customers = Math.max(customers, others);
        flows.addAll(more);
        entities.addAll(concerned);
        if (entities.size() > ENTITIES) {
            List<String> sample = entities.stream().sorted().limit(ENTITIES).toList();
            entities.clear();
            entities.addAll(sample);
        }
    }

    Draft resolved(Instant at) {
        status = Status.RESOLVED;
        resolvedAt = at;
        return this;
    }

    Draft resolved(Instant at, String because, Instant now) {
        return flapping() ? resolved(at) : resolved(at).note(now, because);
    }

    /** Opens it again. A condition that comes and goes fills one line of the timeline, not all of it. */
    Draft reopened(Instant now) {
        int times = Marks.reopened(from) + 1;
        evidence.put(Marks.REOPENED, Integer.toString(times));
        seenBefore = true;
        if (times < FLAPPING) {
            note(now, "reopened: it is back");
        } else {
            timeline.removeIf(entry -> entry.what().startsWith(FLAPS));
            note(now, FLAPS + "it came back " + times + " times");
        }
        return open();
    }

    private boolean flapping() {
        return Marks.reopened(from) >= FLAPPING;
    }

    /** Opens it without a word about why. */
    Draft open() {
        status = Status.OPEN;
        resolvedAt = null;
        evidence.remove(Marks.JOINED_INTO);
        if (Marks.closedByVerdict(from)) {
            verdict = null;
        }
        return this;
    }

    /** Begins a new occurrence; only what people said of its identity and the timeline outlive the old one. */
    Draft startsOver(Signal signal, Instant now) {
        String splitBy = evidence.get(Marks.SPLIT);
        evidence.clear();
        if (splitBy != null) {
            evidence.put(Marks.SPLIT, splitBy);
        }
        startedAt = signal.startedAt();
        lastSeenAt = signal.seenAt();
        detectedAt = now;
        signals = 0;
        money = null;
        customers = 0;
        severity = 0;
        seenBefore = true;
        flows.clear();
        flows.add(signal.flow());
        entities.clear();
        joined.clear();
        assignee = null;
        verdict = null;
        return open().note(now, "it happens again: " + signal.summary());
    }

    /** Takes note of a recovery, whether or not it ends anything now. */
    Draft wasOver(Instant at) {
        String first = evidence.get(Marks.FIRST_OVER);
        evidence.put(Marks.FIRST_OVER, (first == null ? at : earlier(Instant.parse(first), at)).toString());
        return this;
    }

    /** It is not new when it was over once before it was last seen. */
    private boolean novel() {
        String first = evidence.get(Marks.FIRST_OVER);
        return !seenBefore && (first == null || !Instant.parse(first).isBefore(lastSeenAt));
    }

    Draft causes(List<Incident.Cause> ranked) {
        causes = ranked;
        return this;
    }

    Draft acknowledged(String who) {
        if (status != Status.RESOLVED) {
            status = Status.ACKNOWLEDGED;
        }
        return assigned(who);
    }

    Draft assigned(String who) {
        assignee = who;
        return this;
    }

    Draft verdict(@Nullable String said) {
        verdict = said;
        return this;
    }

    Draft mark(String name, String value) {
        evidence.put(name, value);
        return this;
    }

    /** Says its priority anew, and notes a change of it. */
    Draft prioritized(@Nullable Flow flow, PriorityConfig config, Instant now) {
        terms = Priority.terms(
                new Priority.Facts(money, minutes(), customers, flow, severity, flows.size() - 1, !novel()), config);
        score = Priority.score(terms);
        int before = priority;
        priority = expectedCause == null ? config.band(score) : PriorityConfig.LOWEST;
        if (from.version() > 0 && before != priority) {
            note(now, "priority P" + before + " to P" + priority);
        }
        return this;
    }

    private long minutes() {
        return Priority.costsByTheMinute(from.kind())
                ? Math.max(0, Duration.between(startedAt, lastSeenAt).toMinutes())
                : 0;
    }

    Incident build(Instant now) {
        Incident plain = built(now, "");
        return built(now, Ticket.of(plain));
    }

    private Incident built(Instant now, String ticket) {
        return new Incident(
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
                detectedAt,
                lastSeenAt,
                later(now, from.updatedAt()),
                resolvedAt,
                signals,
                money,
                customers,
                List.copyOf(flows),
                List.copyOf(entities),
                List.copyOf(joined),
                List.copyOf(timeline),
                List.copyOf(causes),
                Collections.unmodifiableMap(new TreeMap<>(evidence)),
                expectedCause,
                from.owner(),
                from.escalation(),
                from.runbook(),
                from.action(),
                ticket,
                assignee,
                verdict,
                model);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Amounts in two currencies are not converted: the larger figure stands, so that order does not decide. */
    private static @Nullable Money larger(@Nullable Money one, @Nullable Money other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Stream.of(one, other)
                .max(Comparator.comparing((Money money) -> money.abs().toDecimal())
                        .thenComparing(Money::minor)
                        .thenComparing(Money::currency))
                .orElse(one);
    }
}
