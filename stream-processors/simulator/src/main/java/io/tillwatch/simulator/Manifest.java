package io.tillwatch.simulator;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Instant;
import java.util.List;
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
        DEMAND_SURGE
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
