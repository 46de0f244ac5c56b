package io.tillwatch.index;

import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.Amounts;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.contracts.watch.ReconciliationCase.Posting;
import io.tillwatch.contracts.watch.ReconciliationCase.ResidualPart;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.incidents.IncidentBook;
import io.tillwatch.incidents.PriorityConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the other rooms write them: {@code full} with all that can be there, {@code bare} with the least. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-23T12:06:31.123456789Z");

    private Samples() {}

    static Signal signal(String id, boolean full) {
        return signal(id, full, full ? "maintenance of psp-a" : null);
    }

    private static Signal signal(String id, boolean full, @Nullable String expectedCause) {
        return new Signal(
                id,
                IncidentKind.REFUND_FAILING,
                Signal.DEFAULT_SCOPE,
                "psp-a",
                "refunds",
                "health/shares",
                Signal.State.FIRING,
                AT.minusSeconds(600),
                AT,
                AT.plusMillis(250),
                0.9,
                "18 of 100 refunds failed at psp-a in the last 60 min (18 %), most with code 05.",
                full ? 0.18 : null,
                full ? 0.02 : null,
                full ? Money.of("41200.00", "EUR") : null,
                full ? 312 : 0,
                full ? List.of("psp-a", "order-1", "order-2") : List.of(),
                full ? Map.of("bad", "18", "good", "82", "code", "05", "a.dotted.name", "x") : Map.of(),
                expectedCause,
                full ? "series-7" : null);
    }

    /** As the book makes it of signals and a verdict. */
    static Incident incident(boolean full) {
        IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
        // What is expected from the start opens none; what is found to be expected later says so.
        Incident incident = book.apply(signal("s-1", full, null), AT).get(0);
        if (full) {
            incident = book.apply(signal("s-2", true), AT).get(0);
        }
        return full
                ? book.apply(new Verdict(incident.id(), Verdict.Say.RESOLVE, "ada", AT.plusSeconds(60), "mended", null))
                        .get(0)
                : incident;
    }

    static Incident incident(String id, long version) {
        Incident one = incident(false);
        return new Incident(
                id,
                version,
                one.kind(),
                one.scope(),
                one.subject(),
                one.flow(),
                one.status(),
                one.priority(),
                one.score(),
                one.terms(),
                "version " + version,
                one.startedAt(),
                one.detectedAt(),
                one.lastSeenAt(),
                one.updatedAt(),
                null,
                version,
                null,
                0,
                one.flows(),
                one.entities(),
                one.joined(),
                one.timeline(),
                one.causes(),
                one.evidence(),
                null,
                one.owner(),
                one.escalation(),
                one.runbook(),
                one.action(),
                one.ticket(),
                null,
                null,
                null);
    }

    static StockPosition position(String sku, String location, String available, boolean full) {
        return new StockPosition(
                sku,
                location,
                "pcs",
                new BigDecimal("12.500"),
                new BigDecimal("3"),
                new BigDecimal("0"),
                new BigDecimal("1"),
                new BigDecimal("2"),
                new BigDecimal(available),
                new BigDecimal(available).subtract(new BigDecimal("0.123456789")),
                full ? "store-07 is offline since 10:00" : null,
                full ? Map.of("count-1", new BigDecimal("-2.5")) : Map.of(),
                full,
                AT.minusSeconds(5),
                AT,
                7,
                42);
    }

    static ReconciliationCase reconciliation(boolean full) {
        return new ReconciliationCase(
                full ? "case-full" : "case-bare",
                Level.SESSION,
                BreakClass.MISMATCHED,
                BreakKind.SESSION_STUCK_CLOSING,
                ReconciliationCase.Status.CONFIRMED,
                full ? List.of("R-1", "R-2") : List.of(),
                full ? List.of(17L) : List.of(),
                full
                        ? List.of(new Posting("account.move", 4711, "POSS/00017"), new Posting("pos.session", 17, null))
                        : List.of(),
                full ? new Amounts("100.10", null, "100.10", "EUR") : null,
                full ? List.of(new ResidualPart("net", "83.42"), new ResidualPart("tax", "16.68")) : List.of(),
                "Session 17 waits in closing; nothing of it is posted.",
                "Close the session by hand.",
                full ? "store-07" : null,
                full ? List.of("the till was offline") : List.of(),
                "100.10",
                "finance",
                true,
                full ? AT.minusSeconds(7200) : null,
                full ? AT : null,
                "1",
                3,
                full ? Map.of("receipts", "2") : Map.of());
    }

    static FlowHealth health(boolean full) {
        LagQuantiles lag = new LagQuantiles(120, 800.5, 2_000, 3_100.25);
        return new FlowHealth(
                "pos-sales",
                full ? AT : AT.plusSeconds(60),
                FlowStatus.DEGRADED_AS_DESIGNED,
                "store-07 is offline for 120 min; 1100 events are known to wait there.",
                7_200_000,
                lag,
                full ? lag : LagQuantiles.NONE,
                lag,
                1100,
                41.5,
                full ? 60.0 : null,
                0.01,
                0,
                0,
                full ? AT.plusSeconds(900) : null,
                full ? List.of("store-07") : List.of(),
                full ? 0.991 : null,
                full ? 0.994 : null,
                full ? 0.996 : null,
                full ? 0.2 : null);
    }

    static QuarantinedRecord quarantined(boolean full) {
        return new QuarantinedRecord(
                full ? "retail.sales-0-17" : "retail.sales-0-18",
                ReasonCode.MALFORMED_BODY,
                "field lines[0].sku is invalid",
                "inventory",
                full ? "pos-sales" : null,
                AT,
                1,
                full ? "retail.sale.completed.v1" : null,
                "retail.sales",
                0,
                full ? 17 : 18,
                AT.toEpochMilli(),
                full ? "c3RvcmUtMDc=" : null,
                full ? "ew==" : null,
                full ? Map.of("ce_id", "eA==") : Map.of());
    }

    static AuditEntry audit(boolean full) {
        return new AuditEntry(
                full ? 1 : 2, AT, "ada", "incident.resolve", "0123", full ? "mended" : null, full ? "" : "aa", "bb");
    }

    static Suppression suppression(boolean full) {
        return new Suppression(
                full ? "s-full" : "s-bare",
                Suppression.Rule.SILENCED,
                "ada: the provider moves",
                full ? "0123" : null,
                AT,
                signal(full ? "s-full" : "s-bare", full));
    }

    static List<IndexDocument> documents(boolean full) {
        return List.of(
                Documents.of(incident(full)),
                Documents.of(signal(full ? "s-full" : "s-bare", full)),
                Documents.of(position(full ? "SKU-full" : "SKU-bare", "store-07", "-2.5", full)),
                Documents.of(reconciliation(full)),
                Documents.of(health(full)),
                Documents.of(quarantined(full)),
                Documents.of(suppression(full)),
                Documents.of(audit(full)));
    }
}
