package io.tillwatch.simulator;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The planted faults, in order of their start. Nothing in the product may read it. */
public record Manifest(List<Fault> faults) {
    public Manifest {
        faults = List.copyOf(faults);
    }

    /** The kinds of faults that can be planted. */
    public enum FaultKind {
        /** Known to the calendar: nobody may be paged. */
        PROMOTION,
        DUPLICATE_WEBHOOKS,
        STORE_OFFLINE,
        CLOCK_AHEAD,
        POISON_RECORDS,
        ODOO_THROTTLED,
        MISSING_POSTING,
        ALTERED_POSTING,
        REFUND_PROVIDER_FAILING,
        DEMAND_SURGE,

        /** A till's clock is hours behind. */
        CLOCK_BEHIND,
        /** The link of a shop is up, and its tills send nothing. */
        TILLS_SILENT,
        /** The last pieces are sold in several channels at once. */
        OVERSOLD,
        /** A deploy after which calls fail. */
        DEPLOY_FAILING,
        WEBHOOKS_FAILING,
        TRANSFER_SHORT,
        TRANSFER_LOST,
        /** A certificate that ends within a day. */
        CERTIFICATE_ENDING,
        /** A key that ends within days. */
        KEY_ENDING,
        /** Received in pieces, booked in packs. */
        UNIT_ERROR,
        /** A consumer stands still while its lag is small and steady. */
        QUEUE_STALLED,
        /** Orders that are never made ready for pick-up. */
        ORDERS_STUCK,
        COUNT_OFF,
        /** A till session that stays in closing. */
        SESSION_STUCK,
        /** A receipt that Odoo takes a second time under another identity. */
        RECEIPT_TWICE,
        WRONG_TENDER;

        /** Those of {@link Scenario#DAY}, which a fault day has as well. */
        public static final Set<FaultKind> OF_EVERY_DAY = Set.copyOf(EnumSet.range(PROMOTION, DEMAND_SURGE));
    }

    /**
     * A planted fault.
     *
     * @param entities stores, tills, SKUs, sessions or services in which it sits
     * @param costPerMinute what a minute of it costs; null when it costs by unit
     * @param costPerUnit what one unit costs; null when it costs by minute
     * @param units affected units: receipts, refunds, records
     * @param expectedIncident what must be reported; null when nothing may be
     * @param expectedFirstCause what must rank first as its cause
     * @param latestDetection when it must be reported at the latest; null when nothing may be
     */
    public record Fault(
            String id,
            FaultKind kind,
            List<String> entities,
            Instant start,
            Instant end,
            @Nullable Money costPerMinute,
            @Nullable Money costPerUnit,
            long units,
            @Nullable IncidentKind expectedIncident,
            String expectedFirstCause,
            @Nullable Instant latestDetection) {
        public Fault {
            entities = List.copyOf(entities);
        }
    }
}
