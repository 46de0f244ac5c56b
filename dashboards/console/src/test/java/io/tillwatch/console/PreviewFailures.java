package io.tillwatch.console;

import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up signals of several detectors and records in quarantine. */
final class PreviewFailures {
    /** Stands in the content of every record in quarantine: it must be seen nowhere. */
    static final String CONTENT = "c2VjcmV0LWNhcmQtNDExMQ==";

    private static final Instant NOW = PreviewWorld.START;

    private PreviewFailures() {}

    static List<QuarantinedRecord> quarantine() {
        List<QuarantinedRecord> held = new ArrayList<>();
        for (int i = 0; i < 113; i++) {
            held.add(held(
                    i,
                    ReasonCode.INVALID_BODY,
                    "lines[0].quantity is missing",
                    "pos-sales",
                    "retail.sales",
                    "retail.sale.completed.v1"));
        }
        for (int i = 0; i < 104; i++) {
            held.add(held(
                    i,
                    ReasonCode.CONTENT_CONFLICT,
                    "the same source and id came with other content",
                    "web-orders",
                    "retail.orders",
                    "retail.order.placed.v1"));
        }
        for (int i = 0; i < 6; i++) {
            held.add(held(
                    i,
                    ReasonCode.CLOCK_BEYOND_BOUND,
                    "ce_time is 9 h ahead of the broker",
                    "warehouse",
                    "retail.stock",
                    "retail.stock.counted.v1"));
        }
        for (int i = 0; i < 2; i++) {
            held.add(held(i, ReasonCode.MALFORMED_BODY, "the body is cut off", null, "integration.telemetry", null));
        }
        held.sort(Comparator.comparing(QuarantinedRecord::firstSeen));
        return held;
    }

    static QuarantinedRecord held(
            int n, ReasonCode reason, String explanation, @Nullable String flow, String topic, @Nullable String type) {
        return new QuarantinedRecord(
                topic + "-0-" + (4_000 + n),
                reason,
                explanation,
                "inventory",
                flow,
                NOW.minusSeconds(20 + n * 41L + topic.length()),
                1,
                type,
                topic,
                0,
                4_000L + n,
                NOW.toEpochMilli(),
                CONTENT,
                CONTENT,
                Map.of("ce_id", CONTENT));
    }

    static List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            signals.add(signal(
                    "refund-" + i,
                    IncidentKind.REFUND_FAILING,
                    "psp",
                    "refunds",
                    "detection/refunds",
                    480 - i * 40L,
                    (i + 1) * 26 + " of " + (i + 1) * 26 + " refund calls failed with provider code 05",
                    Money.of(new BigDecimal(3_400 * (i + 1)), "EUR"),
                    null));
        }
        for (int i = 3; i <= 14; i++) {
            signals.add(cluster(
                    "tpl-91c2",
                    i,
                    "settlements",
                    "settlement-import",
                    "com.acme.settle.ParseException",
                    "cannot parse amount <*> in row <*> of <*>",
                    1_440 - i * 90L));
        }
        for (int i = 3; i <= 5; i++) {
            signals.add(cluster(
                    "tpl-0b7e",
                    i,
                    "odoo-import",
                    "importer",
                    "java.net.SocketTimeoutException",
                    "no answer from <*> within <*> ms while writing <*>",
                    900 - i * 60L));
        }
        signals.add(signal(
                "slow-1",
                IncidentKind.API_THROTTLED,
                "odoo",
                "odoo-import",
                "health/errors",
                1_860,
                "31 % of 188 calls a minute answer 429",
                null,
                null));
        signals.add(signal(
                "silent-1",
                IncidentKind.SOURCE_SILENT,
                "marketplace-b",
                "marketplace-orders-b",
                "health/silence",
                560,
                "no order for 41 min where 11 are expected",
                null,
                null));
        signals.add(signal(
                "anomaly-1",
                IncidentKind.TRANSACTION_ANOMALY,
                "store-015|till-03",
                "pos-sales",
                "detection/residuals",
                3_000,
                "9 voids in 20 min where 1 is usual",
                null,
                "residual-2026.11.20-4f1c"));
        signals.add(signal(
                "surge-1",
                IncidentKind.DEMAND_SURGE,
                "shop",
                "web-orders",
                "detection/residuals",
                3_600,
                "151 orders a minute where 84 are usual",
                null,
                "residual-2026.11.20-4f1c"));
        signals.add(signal(
                "dup-1",
                IncidentKind.DUPLICATE_STORM,
                "shop",
                "webhooks",
                "health/duplicates",
                14_400,
                "34 % of 140 a minute are duplicates",
                null,
                null));
        return signals;
    }

    static Signal cluster(
            String id, int times, String flow, String service, String type, String template, long secondsAgo) {
        return new Signal(
                "exception-new:" + id + ":" + times,
                IncidentKind.EXCEPTION_NEW,
                Signal.DEFAULT_SCOPE,
                id,
                flow,
                "detection/exceptions",
                Signal.State.FIRING,
                NOW.minusSeconds(1_440),
                NOW.minusSeconds(secondsAgo),
                NOW.minusSeconds(secondsAgo - 1),
                .5,
                "A failure never seen before came " + times + " times from " + service + ": " + template,
                (double) times,
                0.0,
                null,
                0,
                List.of(service),
                Map.of("template", template, "service", service, "type", type),
                null,
                id);
    }

    private static Signal signal(
            String id,
            IncidentKind kind,
            String subject,
            String flow,
            String detector,
            long secondsAgo,
            String summary,
            @Nullable Money money,
            @Nullable String model) {
        boolean over = kind == IncidentKind.DUPLICATE_STORM;
        return new Signal(
                id,
                kind,
                Signal.DEFAULT_SCOPE,
                subject,
                flow,
                detector,
                over ? Signal.State.RECOVERED : Signal.State.FIRING,
                NOW.minusSeconds(secondsAgo + 5),
                NOW.minusSeconds(secondsAgo),
                NOW.minusSeconds(secondsAgo - 2),
                .9,
                summary,
                1.0,
                .004,
                money,
                0,
                List.of(subject),
                Map.of(),
                null,
                model);
    }
}
