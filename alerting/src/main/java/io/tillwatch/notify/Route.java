package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.Set;

/**
 * Who is told of what. Conditions that name nothing do not narrow.
 *
 * @param maxPriority up to this priority: 2 tells of P1 and P2
 */
public record Route(
        Set<String> receivers, int maxPriority, Set<IncidentKind> kinds, Set<String> owners, Set<String> flows) {
    public Route {
        receivers = Set.copyOf(receivers);
        kinds = Set.copyOf(kinds);
        owners = Set.copyOf(owners);
        flows = Set.copyOf(flows);
    }

    boolean leads(Incident incident, String receiver) {
        return receivers.contains(receiver)
                && incident.priority() <= maxPriority
                && (kinds.isEmpty() || kinds.contains(incident.kind()))
                && (owners.isEmpty() || owners.contains(incident.owner()))
                && (flows.isEmpty() || flows.contains(incident.flow()));
    }
}
