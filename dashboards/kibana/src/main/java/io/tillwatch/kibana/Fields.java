package io.tillwatch.kibana;

/** Names of the fields that panels read, as the index templates spell them; rules 5 to 7 tie them together. */
final class Fields {
    static final String TIME = "@timestamp";
    static final String FLOW = "service.name";
    static final String KIND = "rule.name";

    static final String STATUS = "tillwatch.status";
    static final String PRIORITY = "tillwatch.priority";
    static final String STARTED = "event.start";
    static final String MONEY = "tillwatch.money_at_risk.minor";
    static final String MONEY_CURRENCY = "tillwatch.money_at_risk.currency";

    static final String SKU = "tillwatch.sku";
    static final String AVAILABLE = "tillwatch.available";

    static final String FLOW_STATUS = "tillwatch.status";
    static final String HEAD_OF_LINE = "tillwatch.head_of_line_millis";
    static final String BACKLOG = "tillwatch.backlog";

    static final String CASE_KIND = "tillwatch.kind";
    static final String CASE_OPEN = "tillwatch.open";
    static final String CASE_VALUE = "tillwatch.value_at_risk.minor";
    static final String CASE_CURRENCY = "tillwatch.value_at_risk.currency";

    static final String REASON = "tillwatch.reason";

    private Fields() {}
}
