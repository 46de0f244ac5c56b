package io.tillwatch.contracts.topic;

import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.SloAttainment;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/** The catalogue of topics. */
public final class Topics {
    /** Longer than the ledger's horizon of 35 days, so that a rebuild from the log is exact. */
    private static final Duration EVENT_RETENTION = Duration.ofDays(90);

    private static final Duration OUTPUT_RETENTION = Duration.ofDays(30);

    public static final Topic<byte[]> SALES = events(TopicNames.SALES, "store or channel session", "stores");
    public static final Topic<byte[]> ORDERS = events(TopicNames.ORDERS, "order id", "ecommerce");
    public static final Topic<byte[]> STOCK = events(TopicNames.STOCK, "sku", "supply");
    public static final Topic<byte[]> PAYMENTS = events(TopicNames.PAYMENTS, "order id", "payments");
    public static final Topic<byte[]> TELEMETRY = events(TopicNames.TELEMETRY, "flow id", "integration");
    public static final Topic<byte[]> CALENDAR = events(TopicNames.CALENDAR, "scope", "merchandising");
    /** One partition: what a reading saw must stand before the word that the reading is complete. */
    public static final Topic<OdooDocument> ODOO_DOCUMENTS = new Topic<>(
            TopicNames.ODOO_DOCUMENTS,
            "document key",
            JsonSerde.of(OdooDocument.class),
            1,
            EVENT_RETENTION,
            Topic.Kind.EVENTS,
            "finance");

    public static final Topic<StockPosition> POSITIONS =
            state(TopicNames.POSITIONS, "sku|location", StockPosition.class, "supply");
    public static final Topic<LocationConfidence> LOCATIONS =
            state(TopicNames.LOCATIONS, "location", LocationConfidence.class, "supply");
    public static final Topic<FlowHealth> FLOW_HEALTH =
            output(TopicNames.FLOW_HEALTH, "flow", FlowHealth.class, "integration");
    public static final Topic<SloAttainment> SLO = output(TopicNames.SLO, "flow", SloAttainment.class, "integration");
    public static final Topic<ReconciliationCase> RECONCILIATION =
            output(TopicNames.RECONCILIATION, "case id", ReconciliationCase.class, "finance");
    public static final Topic<Signal> SIGNALS = output(TopicNames.SIGNALS, "subject", Signal.class, "integration");
    public static final Topic<Incident> INCIDENTS =
            state(TopicNames.INCIDENTS, "incident id", Incident.class, "integration");
    public static final Topic<Verdict> VERDICTS =
            output(TopicNames.VERDICTS, "incident id", Verdict.class, "integration");
    public static final Topic<Silence> SILENCES =
            state(TopicNames.SILENCES, "silence id", Silence.class, "integration");
    public static final Topic<Suppression> SUPPRESSIONS =
            output(TopicNames.SUPPRESSIONS, "subject", Suppression.class, "integration");
    /** The outbox: what is to be told to whom, and how far it has come. */
    public static final Topic<Notification> NOTIFICATIONS =
            output(TopicNames.NOTIFICATIONS, "receiver", Notification.class, "integration");

    public static final Topic<QuarantinedRecord> QUARANTINE =
            output(TopicNames.QUARANTINE, "topic-partition-offset", QuarantinedRecord.class, "integration");
    public static final Topic<AccountingSnapshot> ACCOUNTING =
            state(TopicNames.ACCOUNTING, "component|partition|flow", AccountingSnapshot.class, "integration");
    public static final Topic<AuditEntry> AUDIT =
            new Topic<>(TopicNames.AUDIT, "actor", JsonSerde.of(AuditEntry.class), 1, null, Topic.Kind.OUTPUT, "audit");

    private Topics() {}

    public static List<Topic<?>> all() {
        return List.of(
                SALES,
                ORDERS,
                STOCK,
                PAYMENTS,
                TELEMETRY,
                CALENDAR,
                ODOO_DOCUMENTS,
                POSITIONS,
                LOCATIONS,
                FLOW_HEALTH,
                SLO,
                RECONCILIATION,
                SIGNALS,
                INCIDENTS,
                VERDICTS,
                SILENCES,
                SUPPRESSIONS,
                NOTIFICATIONS,
                QUARANTINE,
                ACCOUNTING,
                AUDIT);
    }

    private static Topic<byte[]> events(String name, String key, String owner) {
        return new Topic<>(name, key, Serdes.ByteArray(), 2, EVENT_RETENTION, Topic.Kind.EVENTS, owner);
    }

    private static <V> Topic<V> state(String name, String key, Class<V> type, String owner) {
        return new Topic<>(name, key, JsonSerde.of(type), 2, null, Topic.Kind.STATE, owner);
    }

    private static <V> Topic<V> output(String name, String key, Class<V> type, String owner) {
        return new Topic<>(name, key, JsonSerde.of(type), 2, OUTPUT_RETENTION, Topic.Kind.OUTPUT, owner);
    }
}
