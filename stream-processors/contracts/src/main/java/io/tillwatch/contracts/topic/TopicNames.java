package io.tillwatch.contracts.topic;

/** Topic names as compile-time constants; everything else about a topic stands in {@link Topics}. */
public final class TopicNames {
    public static final String SALES = "retail.sales";
    public static final String ORDERS = "retail.orders";
    public static final String STOCK = "retail.stock";
    public static final String PAYMENTS = "retail.payments";
    public static final String TELEMETRY = "integration.telemetry";
    public static final String CALENDAR = "retail.calendar";
    public static final String ODOO_DOCUMENTS = "odoo.documents";
    public static final String POSITIONS = "tillwatch.stock.positions";
    public static final String LOCATIONS = "tillwatch.locations";
    public static final String FLOW_HEALTH = "tillwatch.flow.health";
    public static final String SLO = "tillwatch.slo";
    public static final String RECONCILIATION = "tillwatch.reconciliation";
    public static final String SIGNALS = "tillwatch.signals";
    public static final String INCIDENTS = "tillwatch.incidents";
    public static final String VERDICTS = "tillwatch.verdicts";
    public static final String SILENCES = "tillwatch.silences";
    public static final String SUPPRESSIONS = "tillwatch.suppressions";
    public static final String NOTIFICATIONS = "tillwatch.notifications";
    public static final String QUARANTINE = "tillwatch.quarantine";
    public static final String ACCOUNTING = "tillwatch.accounting";
    public static final String AUDIT = "tillwatch.audit";

    private TopicNames() {}
}
