package io.tillwatch.contracts.watch;

import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem, one page.
 *
 * @param id hash of scope, kind and subject: never a volatile field
 * @param version counts its changes; higher replaces lower
 * @param priority 1 (page now) to 5
 * @param terms why this priority: every term with value and weight
 * @param signals how many signals joined it
 * @param joined why other kinds of signals belong to it
 * @param timeline a bounded list of what happened
 * @param causes ranked, best first, with evidence
 * @param ticket text built from stored facts only
 */
public record Incident(
        String id,
        long version,
        IncidentKind kind,
        String scope,
        String subject,
        String flow,
        Status status,
        int priority,
        double score,
        List<PriorityTerm> terms,
        String title,
        Instant startedAt,
        Instant detectedAt,
        Instant lastSeenAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        long signals,
        @Nullable Money moneyAtRisk,
        long customers,
        List<String> flows,
        List<String> entities,
        List<String> joined,
        List<TimelineEntry> timeline,
        List<Cause> causes,
        Map<String, String> evidence,
        @Nullable String expectedCause,
        String owner,
        String escalation,
        String runbook,
        String action,
        String ticket,
        @Nullable String assignee,
        @Nullable String verdict,
        @Nullable String model) {

    /** Where an incident stands in its life. */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED
    }

    /** {@code contribution = value * weight}; the score is the sum of contributions. */
    public record PriorityTerm(String name, double value, double weight, double contribution, String because) {}

    /** Something that happened to the incident. */
    public record TimelineEntry(Instant at, String what) {}

    /** A possible cause. */
    public record Cause(String what, double score, List<String> evidence) {}
}
