package io.tillwatch.contracts.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message about an incident to one receiver, from the decision to send it until it was taken. It carries all that its
 * text needs, so that a second attempt, also after a restart, sends the same.
 *
 * @param key the same for the same occasion: a receiver that has seen it may skip it
 * @param facts null for a digest, whose incidents stand in {@code held}
 * @param priorityBefore the priority that the receiver was told last; null when it was told none
 * @param held what a digest tells, the most urgent first, a bounded sample
 * @param heldCount how many messages a digest stands for; 0 otherwise
 * @param at since when it is in this state, by real time
 * @param note why it was refused, or the key of the digest that tells it
 */
public record Notification(
        String key,
        String receiver,
        What what,
        @Nullable Facts facts,
        @Nullable Integer priorityBefore,
        List<Facts> held,
        int heldCount,
        State state,
        Instant at,
        @Nullable String note) {

    /** What happened, as receivers read it. */
    public enum What {
        OPENED,
        RAISED,
        RESOLVED,
        /** Several at once, which came too fast to be told one by one. */
        DIGEST
    }

    /** How far it has come. */
    public enum State {
        /** To be sent. */
        WAITING,
        /** Too many at once: a digest will tell it. */
        HELD,
        /** The receiver took it. */
        DELIVERED,
        /** A digest tells it. */
        DIGESTED,
        /** The receiver will never take it. */
        REFUSED
    }

    /** What a message says of an incident, as it stood when the message was decided. */
    public record Facts(
            String incident,
            IncidentKind kind,
            int priority,
            String title,
            String subject,
            String flow,
            Incident.Status status,
            Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable String moneyAtRisk,
            long customers,
            @Nullable String likelyCause,
            String action,
            String runbook,
            String owner,
            String escalation) {
        public static Facts of(Incident incident) {
            return new Facts(
                    incident.id(),
                    incident.kind(),
                    incident.priority(),
                    incident.title(),
                    incident.subject(),
                    incident.flow(),
                    incident.status(),
                    incident.startedAt(),
                    incident.resolvedAt(),
                    incident.moneyAtRisk() == null
                            ? null
                            : incident.moneyAtRisk().toString(),
                    incident.customers(),
                    incident.causes().isEmpty()
                            ? null
                            : incident.causes().get(0).what(),
                    incident.action(),
                    incident.runbook(),
                    incident.owner(),
                    incident.escalation());
        }
    }

    /** The same in another state. */
    public Notification in(State next, Instant now, @Nullable String why) {
        return new Notification(key, receiver, what, facts, priorityBefore, held, heldCount, next, now, why);
    }
}
