package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import io.tillwatch.contracts.watch.Notification.State;
import io.tillwatch.contracts.watch.Notification.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is told to whom, and remembers how far it has come. All that it knows follows from the notifications that
 * it returned: whoever keeps them in order and hands them to {@link #restore} has the same outbox again. Not thread-safe.
 */
final class Outbox {
    private final NotificationRules rules;
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();

    Outbox(NotificationRules rules) {
        this.rules = rules;
        rules.receivers().forEach(receiver -> mailboxes.put(receiver.name(), new Mailbox(receiver)));
    }

    /** Takes up what was returned before, in the same order. What was for a receiver that is no more is passed over. */
    void restore(Notification notification) {
        Mailbox mailbox = mailboxes.get(notification.receiver());
        if (mailbox != null) {
            mailbox.put(notification);
        }
    }

    /**
     * What an incident gives to tell, which is nothing when that was told already.
     *
     * @param silenced whether it calls nobody now; that it is over is told to those who know of it all the same
     */
    List<Notification> decide(Incident incident, Instant now, boolean silenced) {
        List<Notification> decided = new ArrayList<>();
        for (Mailbox mailbox : mailboxes.values()) {
            Notification last = mailbox.lastOf(incident.id());
            What what = occasion(incident, last, !silenced && matters(incident, mailbox.name()));
            if (what != null) {
                Integer before = last == null || last.facts() == null
                        ? null
                        : Integer.valueOf(last.facts().priority());
                Notification next = new Notification(
                        key(incident, what),
                        mailbox.name(),
                        what,
                        Facts.of(incident),
                        before,
                        List.of(),
                        0,
                        mailbox.mustWait(what, last, now) ? State.HELD : State.WAITING,
                        now,
                        null);
                decided.add(mailbox.put(next));
            }
        }
        return decided;
    }

    /** Digests that are due, each behind the messages that it tells. */
    List<Notification> due(Instant now) {
        return mailboxes.values().stream()
                .flatMap(mailbox -> mailbox.digest(now).stream())
                .toList();
    }

    Notification delivered(Notification sent, Instant now) {
        return put(sent.in(State.DELIVERED, now, null));
    }

    Notification refused(Notification sent, Instant now, String why) {
        return put(sent.in(State.REFUSED, now, why));
    }

    /** What waits to be sent to a receiver, in order. */
    Collection<Notification> waiting(String receiver) {
        Mailbox mailbox = mailboxes.get(receiver);
        return mailbox == null ? List.of() : mailbox.waiting();
    }

    /** The last word on each incident that a receiver believes to be open. */
    List<Notification> standing(String receiver) {
        Mailbox mailbox = mailboxes.get(receiver);
        return mailbox == null ? List.of() : mailbox.standing();
    }

    private Notification put(Notification notification) {
        restore(notification);
        return notification;
    }

    private boolean matters(Incident incident, String receiver) {
        return incident.expectedCause() == null
                && rules.routes().stream().anyMatch(route -> route.leads(incident, receiver));
    }

    /** When it first matters, when it becomes more urgent, and when it is over; null when there is nothing to say. */
    private static @Nullable What occasion(Incident incident, @Nullable Notification last, boolean matters) {
        boolean over = incident.status() == Status.RESOLVED;
        if (last == null || last.facts() == null || last.what() == What.RESOLVED) {
            return over || !matters ? null : What.OPENED;
        }
        if (over) {
            return What.RESOLVED;
        }
        return matters && incident.priority() < last.facts().priority() ? What.RAISED : null;
    }

    /** An incident's version is given once, so a second decision on the same change has the same key. */
    private static String key(Incident incident, What what) {
        return incident.id() + '-' + what.name().toLowerCase(Locale.ROOT) + "-v" + incident.version();
    }
}
