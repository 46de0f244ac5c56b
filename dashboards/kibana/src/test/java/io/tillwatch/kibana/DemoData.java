package io.tillwatch.kibana;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few documents for every index; the comments of {@link OverviewOnDemoDataTest} count them by hand. */
final class DemoData {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private DemoData() {}

    static Map<DataView, List<Map<String, Object>>> documents() {
        Map<DataView, List<Map<String, Object>>> documents = new LinkedHashMap<>();
        documents.put(
                Views.INCIDENTS,
                List.of(
                        incident(1, "REFUND_FAILING", "refunds", "OPEN", 1, 4_120_000L, "EUR"),
                        incident(2, "SOURCE_OFFLINE", "pos-sales", "ACKNOWLEDGED", 2, null, null),
                        incident(3, "OVERSELL", "stock-feed", "OPEN", 2, 5_000L, "EUR"),
                        incident(4, "OVERSELL", "stock-feed", "OPEN", 3, 700L, "GBP"),
                        incident(5, "FLOW_LATE", "odoo-import", "RESOLVED", 3, 99_999L, "EUR")));
        documents.put(
                Views.SIGNALS,
                List.of(
                        signal(1, "OVERSELL", "stock-feed"),
                        signal(2, "OVERSELL", "stock-feed"),
                        signal(95, "FLOW_LATE", "odoo-import")));
        documents.put(Views.POSITIONS, List.of(position("sku-1", -2.5), position("sku-2", 0), position("sku-3", -1)));
        documents.put(
                Views.CASES,
                List.of(
                        breakCase("MISSING_IN_ODOO", true, 12_050L, "EUR"),
                        breakCase("MISSING_IN_ODOO", true, 950L, "EUR"),
                        breakCase("TAX_MISMATCH", true, 3L, "GBP"),
                        breakCase("TAX_MISMATCH", false, 777L, "GBP")));
        documents.put(
                Views.FLOW_HEALTH,
                List.of(
                        health(1, "pos-sales", "SLOW", 9_000, 40),
                        health(3, "pos-sales", "OK", 1_200, 3),
                        health(2, "refunds", "STALLED", 480_000, 38)));
        documents.put(
                Views.QUARANTINE,
                List.of(quarantined("MALFORMED_BODY"), quarantined("MALFORMED_BODY"), quarantined("WRONG_TOPIC")));
        return documents;
    }

    private static Map<String, Object> incident(
            int minute,
            String kind,
            String flow,
            String status,
            int priority,
            @Nullable Long money,
            @Nullable String currency) {
        Map<String, Object> document = document(
                minute,
                Map.of(
                        Fields.STARTED,
                        at(minute),
                        Fields.KIND,
                        kind,
                        Fields.FLOW,
                        flow,
                        Fields.STATUS,
                        status,
                        Fields.PRIORITY,
                        priority));
        if (money != null && currency != null) {
            document.put(Fields.MONEY, money);
            document.put(Fields.MONEY_CURRENCY, currency);
        }
        return document;
    }

    private static Map<String, Object> signal(int minute, String kind, String flow) {
        return document(minute, Map.of(Fields.KIND, kind, Fields.FLOW, flow));
    }

    private static Map<String, Object> position(String sku, double available) {
        return document(1, Map.of(Fields.SKU, sku, Fields.AVAILABLE, available));
    }

    private static Map<String, Object> breakCase(String kind, boolean open, long minor, String currency) {
        return document(
                1,
                Map.of(
                        Fields.CASE_KIND,
                        kind,
                        Fields.CASE_OPEN,
                        open,
                        Fields.CASE_VALUE,
                        minor,
                        Fields.CASE_CURRENCY,
                        currency));
    }

    private static Map<String, Object> health(int minute, String flow, String status, long millis, long backlog) {
        return document(
                minute,
                Map.of(
                        Fields.FLOW,
                        flow,
                        Fields.FLOW_STATUS,
                        status,
                        Fields.HEAD_OF_LINE,
                        millis,
                        Fields.BACKLOG,
                        backlog));
    }

    private static Map<String, Object> quarantined(String reason) {
        return document(1, Map.of(Fields.REASON, reason));
    }

    private static Map<String, Object> document(int minute, Map<String, Object> fields) {
        Map<String, Object> document = new LinkedHashMap<>(fields);
        document.put(Fields.TIME, at(minute));
        return document;
    }

    private static String at(int minute) {
        return START.plusSeconds(60L * minute).toString();
    }
}
