package io.tillwatch.index;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Suppression;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records to documents: ECS names where ECS has one, {@code tillwatch.*} for the rest. Pure, thread-safe. */
final class Documents {
    /** Suffix of indices whose documents change and are kept by key. */
    private static final String BY_KEY = "-v1";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(ZoneOffset.UTC);

    private Documents() {}

    static IndexDocument of(Incident incident) {
        Fields fields = new Fields(incident.updatedAt(), "alert")
                .put("event.id", incident.id())
                .put("event.severity", incident.priority())
                .put("event.start", incident.startedAt())
                .put("event.end", incident.resolvedAt())
                .put("event.created", incident.detectedAt())
                .put("event.duration", duration(incident))
                .put("organization.id", incident.scope())
                .put("rule.name", incident.kind().name())
                .put("service.name", incident.flow())
                .put("message", incident.title())
                .put("tillwatch.version", incident.version())
                .put("tillwatch.subject", incident.subject())
                .put("tillwatch.status", incident.status().name())
                .put("tillwatch.priority", incident.priority())
                .put("tillwatch.score", incident.score())
                .put("tillwatch.terms", incident.terms())
                .put("tillwatch.title", incident.title())
                .put("tillwatch.last_seen", incident.lastSeenAt())
                .put("tillwatch.signals", incident.signals())
                .money("tillwatch.money_at_risk", incident.moneyAtRisk())
                .put("tillwatch.customers", incident.customers())
                .put("tillwatch.flows", incident.flows())
                .put("tillwatch.entities", incident.entities())
                .put("tillwatch.joined", incident.joined())
                .put("tillwatch.timeline", incident.timeline())
                .put("tillwatch.causes", incident.causes())
                .put(
                        "tillwatch.top_cause",
                        incident.causes().isEmpty()
                                ? null
                                : incident.causes().get(0).what())
                .put("tillwatch.evidence", incident.evidence())
                .put("tillwatch.expected_cause", incident.expectedCause())
                .put("tillwatch.owner", incident.owner())
                .put("tillwatch.escalation", incident.escalation())
                .put("tillwatch.runbook", incident.runbook())
                .put("tillwatch.action", incident.action())
                .put("tillwatch.ticket", incident.ticket())
                .put("tillwatch.assignee", incident.assignee())
                .put("tillwatch.verdict", incident.verdict())
                .put("tillwatch.model", incident.model());
        return new IndexDocument(IndexNames.INCIDENTS + BY_KEY, incident.id(), incident.version(), fields.all());
    }

    static IndexDocument of(Signal signal) {
        Fields fields = of(signal, "signal");
        return new IndexDocument(daily(IndexNames.SIGNALS, signal.detectedAt()), signal.id(), null, fields.all());
    }

    /** The signal as it is, and what held it back. */
    static IndexDocument of(Suppression held) {
        Fields fields = of(held.signal(), "event")
                .put("tags", held.rule().name())
                .put("tillwatch.held_back_by", held.because())
                .put("tillwatch.incident", held.incident());
        return new IndexDocument(
                daily(IndexNames.SUPPRESSIONS, held.signal().detectedAt()), held.id(), null, fields.all());
    }

    private static Fields of(Signal signal, String eventKind) {
        return new Fields(signal.seenAt(), eventKind)
                .put("event.id", signal.id())
                .put("event.start", signal.startedAt())
                .put("event.created", signal.detectedAt())
                .put("organization.id", signal.scope())
                .put("rule.name", signal.kind().name())
                .put("rule.ruleset", signal.detector())
                .put("service.name", signal.flow())
                .put("message", signal.summary())
                .put("tillwatch.subject", signal.subject())
                .put("tillwatch.status", signal.state().name())
                .put("tillwatch.score", signal.score())
                .put("tillwatch.actual", signal.actual())
                .put("tillwatch.expected", signal.expected())
                .money("tillwatch.money_at_risk", signal.moneyAtRisk())
                .put("tillwatch.customers", signal.customers())
                .put("tillwatch.entities", signal.entities())
                .put("tillwatch.evidence", signal.evidence())
                .put("tillwatch.expected_cause", signal.expectedCause())
                .put("tillwatch.model", signal.model());
    }

    static IndexDocument of(StockPosition position) {
        Map<String, String> exact = new LinkedHashMap<>();
        exact.put("onHand", position.onHand().toPlainString());
        exact.put("reserved", position.reserved().toPlainString());
        exact.put("inTransit", position.inTransit().toPlainString());
        exact.put("damaged", position.damaged().toPlainString());
        exact.put("buffer", position.buffer().toPlainString());
        exact.put("available", position.available().toPlainString());
        exact.put("availableLow", position.availableLow().toPlainString());
        putText(exact, "sold", position.sold() == null ? null : position.sold().toPlainString());
        putText(exact, "soldSince", position.soldSince());
        putText(exact, "countedAt", position.countedAt());
        Map<String, String> variance = new LinkedHashMap<>();
        position.variance().forEach((count, value) -> variance.put(count, value.toPlainString()));
        Fields fields = new Fields(position.updatedAt(), "metric")
                .put("tillwatch.sku", position.sku())
                .put("tillwatch.location", position.location())
                .put("tillwatch.unit", position.unit())
                .put("tillwatch.on_hand", number(position.onHand()))
                .put("tillwatch.reserved", number(position.reserved()))
                .put("tillwatch.in_transit", number(position.inTransit()))
                .put("tillwatch.damaged", number(position.damaged()))
                .put("tillwatch.buffer", number(position.buffer()))
                .put("tillwatch.available", number(position.available()))
                .put("tillwatch.available_low", number(position.availableLow()))
                .put("tillwatch.low_reason", position.lowReason())
                .put("tillwatch.variance", variance)
                .put("tillwatch.unknown_sku", position.unknownSku())
                .put("tillwatch.last_event", position.lastEventAt())
                .put("tillwatch.version", position.version())
                .put("tillwatch.movements", position.movements())
                .put("tillwatch.exact", exact);
        return new IndexDocument(IndexNames.POSITIONS + BY_KEY, position.key(), position.version(), fields.all());
    }

    private static void putText(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    static IndexDocument of(ReconciliationCase one) {
        Map<String, String> residual = new LinkedHashMap<>();
        one.residual().forEach(part -> residual.put(part.part(), part.amount()));
        String currency = one.amounts() == null ? "XXX" : one.amounts().currency();
        Instant at = one.updatedAt() == null ? Instant.EPOCH : one.updatedAt();
        Fields fields = new Fields(at, "state")
                .put("event.id", one.id())
                .put("event.start", one.since())
                .put("message", one.explanation())
                .put("tillwatch.level", one.level().name())
                .put("tillwatch.class", one.breakClass().name())
                .put("tillwatch.kind", one.kind().name())
                .put("tillwatch.status", one.status().name())
                .put("tillwatch.sales", one.sales())
                .put("tillwatch.sessions", one.sessions())
                .put(
                        "tillwatch.postings",
                        one.postings().stream()
                                .map(posting -> posting.model() + "/" + posting.id())
                                .toList())
                .put(
                        "tillwatch.amount_sale",
                        one.amounts() == null ? null : one.amounts().sale())
                .put(
                        "tillwatch.amount_odoo",
                        one.amounts() == null ? null : one.amounts().odoo())
                .put("tillwatch.residual", residual)
                .money("tillwatch.value_at_risk", currency.equals("XXX") ? null : Money.of(one.valueAtRisk(), currency))
                .put("tillwatch.explanation", one.explanation())
                .put("tillwatch.action", one.action())
                .put("tillwatch.store", one.store())
                .put("tillwatch.evidence", one.evidence())
                .put("tillwatch.audience", one.audience())
                .put("tillwatch.open", one.open())
                .put("tillwatch.rule_version", one.ruleVersion())
                .put("tillwatch.version", one.version())
                .put("tillwatch.facts", one.facts());
        return new IndexDocument(IndexNames.CASES + BY_KEY, one.id(), one.version(), fields.all());
    }

    static IndexDocument of(FlowHealth health) {
        Fields fields = new Fields(health.at(), "metric")
                .put("service.name", health.flow())
                .put("message", health.reason())
                .put("tillwatch.status", health.status().name())
                .put("tillwatch.head_of_line_millis", health.headOfLineMillis())
                .quantiles("tillwatch.offline", health.offline())
                .quantiles("tillwatch.transport", health.transport())
                .quantiles("tillwatch.ours", health.ours())
                .put("tillwatch.backlog", health.backlog())
                .put("tillwatch.rate_per_minute", health.ratePerMinute())
                .put("tillwatch.expected_per_minute", health.expectedPerMinute())
                .put("tillwatch.duplicate_share", health.duplicateShare())
                .put("tillwatch.quarantine_share", health.quarantineShare())
                .put("tillwatch.error_share", health.errorShare())
                .put("tillwatch.level_at", health.levelAt())
                .put("tillwatch.affected", health.affected())
                .put("tillwatch.attained.day", health.attainedDay())
                .put("tillwatch.attained.week", health.attainedWeek())
                .put("tillwatch.attained.month", health.attainedMonth())
                .put("tillwatch.budget_left", health.budgetLeft());
        String id = health.flow() + "@" + health.at().toEpochMilli();
        return new IndexDocument(daily(IndexNames.FLOW_HEALTH, health.at()), id, null, fields.all());
    }

    /** What is needed to find and judge a refused record; its content stays in the topic. */
    static IndexDocument of(QuarantinedRecord refused) {
        Fields fields = new Fields(refused.firstSeen(), "event")
                .put("event.id", refused.id())
                .put("service.name", refused.flow())
                .put("error.type", refused.reason().name())
                .put("error.message", refused.explanation())
                .put("tillwatch.reason", refused.reason().name())
                .put("tillwatch.component", refused.component())
                .put("tillwatch.type", refused.type())
                .put("tillwatch.topic", refused.topic())
                .put("tillwatch.partition", refused.partition())
                .put("tillwatch.offset", refused.offset())
                .put("tillwatch.attempt", refused.attempt())
                .put("tillwatch.record_time", Instant.ofEpochMilli(refused.timestamp()));
        return new IndexDocument(daily(IndexNames.QUARANTINE, refused.firstSeen()), refused.id(), null, fields.all());
    }

    static IndexDocument of(AuditEntry entry) {
        Fields fields = new Fields(entry.at(), "event")
                .put("event.id", Long.toString(entry.number()))
                .put("event.action", entry.action())
                .put("user.name", entry.actor())
                .put("message", entry.detail())
                .put("tillwatch.subject", entry.subject())
                .put("tillwatch.number", entry.number())
                .put("tillwatch.previous", entry.previous())
                .put("tillwatch.hash", entry.hash());
        return new IndexDocument(
                daily(IndexNames.AUDIT, entry.at()), Long.toString(entry.number()), null, fields.all());
    }

    private static String daily(String name, Instant at) {
        return name + "-" + DAY.format(at);
    }

    private static @Nullable Long duration(Incident incident) {
        Instant end = incident.resolvedAt();
        return end == null ? null : Duration.between(incident.startedAt(), end).toNanos();
    }

    private static double number(BigDecimal exact) {
        return exact.doubleValue();
    }

    /** Fields by name; absent ones are left out. */
    private static final class Fields {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        Fields(Instant at, String eventKind) {
            put("@timestamp", at);
            put("event.kind", eventKind);
        }

        Fields put(String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, value);
            }
            return this;
        }

        Fields money(String name, @Nullable Money money) {
            return money == null ? this : put(name + ".minor", money.minor()).put(name + ".currency", money.currency());
        }

        Fields quantiles(String name, LagQuantiles lag) {
            return put(name + ".count", lag.count())
                    .put(name + ".p50", lag.p50Millis())
                    .put(name + ".p95", lag.p95Millis())
                    .put(name + ".p99", lag.p99Millis());
        }

        Map<String, Object> all() {
            return fields;
        }
    }
}
