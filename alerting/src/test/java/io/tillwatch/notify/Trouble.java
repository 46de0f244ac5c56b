package io.tillwatch.notify;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Incidents for tests. */
record Trouble(String id, long version, IncidentKind kind, int priority, Status status, String owner, String expected) {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    static Trouble of(String id, int priority) {
        return new Trouble(id, 1, IncidentKind.FLOW_LATE, priority, Status.OPEN, "commerce", null);
    }

    Trouble kind(IncidentKind other) {
        return new Trouble(id, version, other, priority, status, owner, expected);
    }

    Trouble owner(String other) {
        return new Trouble(id, version, kind, priority, status, other, expected);
    }

    Trouble expected(String cause) {
        return new Trouble(id, version, kind, priority, status, owner, cause);
    }

    Trouble now(int other) {
        return new Trouble(id, version + 1, kind, other, Status.OPEN, owner, expected);
    }

    Trouble over() {
        return new Trouble(id, version + 1, kind, priority, Status.RESOLVED, owner, expected);
    }

    Incident incident() {
        return new Incident(
                id,
                version,
                kind,
                "retailer",
                "web-orders",
                "web-orders",
                status,
                priority,
                0.7,
                List.of(),
                "Web orders are late <by> 12 min",
                START,
                START,
                START,
                START,
                status == Status.RESOLVED ? START.plus(Duration.ofMinutes(72)) : null,
                1,
                Money.of("41200", "EUR"),
                312,
                List.of("web-orders"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                expected,
                owner,
                "duty",
                "docs/runbooks/flow-late.md",
                "Look at the connector.",
                "",
                null,
                null,
                null);
    }
}
