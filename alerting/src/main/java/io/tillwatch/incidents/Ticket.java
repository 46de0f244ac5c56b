package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of a ticket; each sentence says one stored field and nothing else. */
final class Ticket {
    private Ticket() {}

    static String of(Incident incident) {
        StringBuilder text = new StringBuilder();
        text.append("P")
                .append(incident.priority())
                .append(' ')
                .append(incident.title())
                .append('\n');
        text.append("Since ")
                .append(incident.startedAt())
                .append(", seen ")
                .append(incident.signals())
                .append(" times, last at ")
                .append(incident.lastSeenAt())
                .append(".\n");
        text.append("Flow ")
                .append(incident.flow())
                .append(", owner ")
                .append(incident.owner())
                .append(", escalation ")
                .append(incident.escalation())
                .append(".\n");
        if (incident.moneyAtRisk() != null) {
            text.append("At risk: ").append(incident.moneyAtRisk()).append(".\n");
        }
        if (incident.customers() > 0) {
            text.append("Customers affected: ").append(incident.customers()).append(".\n");
        }
        text.append("Priority because: ")
                .append(incident.terms().stream().map(Ticket::term).collect(Collectors.joining(", ")))
                .append(".\n");
        text.append("Likely cause: ")
                .append(incident.causes().stream().findFirst().map(Cause::what).orElse("unknown"))
                .append(".\n");
        incident.joined().forEach(why -> text.append("Joined: ").append(why).append('\n'));
        text.append("Next step: ").append(incident.action()).append('\n');
        text.append("Runbook: ").append(incident.runbook()).append('\n');
        return text.toString();
    }

    private static String term(PriorityTerm term) {
        return String.format(Locale.ROOT, "%s (+%.1f)", term.because(), term.contribution());
    }
}
