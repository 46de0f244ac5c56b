package io.tillwatch.contracts.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that incidents of some kind, flow, subject or owner call nobody for a while. They are kept and shown all
 * the same. What it does not name it does not ask for; all that it names must fit.
 *
 * @param reason why, for those who wonder why nobody called
 * @param actor who said so
 * @param endedBy who ended it before its time; null while nobody did
 */
public record Silence(
        String id,
        @Nullable IncidentKind kind,
        @Nullable String flow,
        @Nullable String subject,
        @Nullable String owner,
        String reason,
        String actor,
        Instant from,
        Instant until,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    /** Whether it holds at a moment, whatever it names. */
    public boolean holdsAt(Instant now) {
        return endedAt == null && !now.isBefore(from) && now.isBefore(until);
    }

    /** Whether an incident calls nobody at a moment because of it. */
    public boolean covers(Incident incident, Instant now) {
        return holdsAt(now)
                && (kind == null || kind == incident.kind())
                && (flow == null || flow.equals(incident.flow()))
                && (subject == null || subject.equals(incident.subject()))
                && (owner == null || owner.equals(incident.owner()));
    }

    /** The same, ended. */
    public Silence ended(String by, Instant at) {
        return new Silence(id, kind, flow, subject, owner, reason, actor, from, until, by, at);
    }
}
