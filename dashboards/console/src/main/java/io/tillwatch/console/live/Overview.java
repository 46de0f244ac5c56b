package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.ReconciliationCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of the first page at one moment of the world. */
public record Overview(
        WorldTime clock, Feed feed, Stock stock, Books books, Flows flows, Accounting accounting, Incidents incidents) {

    /**
     * @param zone IANA id in which people read times
     * @param speed world seconds a real second; 0 while the world stands still
     */
    public record WorldTime(Instant now, String zone, double speed) {}

    /**
     * How the console itself reads.
     *
     * @param caughtUp whether everything that stood in the topics at the start was read
     * @param problem why it does not read now; null when it does
     * @param records read since the start
     * @param unreadable records that were not what their topic promises
     */
    public record Feed(boolean caughtUp, @Nullable String problem, long records, long unreadable) {}

    /**
     * @param oversold positions with a negative {@code available}
     * @param uncertain positions that carry an interval because their source is silent
     * @param promptShare share of positions whose newest movement was applied within 60 s; null while there are none
     * @param changesPerMinute changes in the last world minute
     */
    public record Stock(
            long positions,
            long oversold,
            long uncertain,
            @Nullable Double promptShare,
            long changesPerMinute) {}

    /**
     * Open cases only, but for {@code known}.
     *
     * @param known all that are kept, open and closed; 0 means that nothing was compared yet or nothing ever differed
     * @param expected not due yet
     * @param valueAtRisk of the mismatches, by currency, in major units
     * @param byKind mismatches
     * @param expectedByKind what is not due yet
     * @param ageing mismatches by how long they have stood, the youngest first
     */
    public record Books(
            long known,
            long open,
            long mismatched,
            long expected,
            long suggested,
            Map<String, BigDecimal> valueAtRisk,
            Map<ReconciliationCase.BreakKind, Long> byKind,
            Map<ReconciliationCase.BreakKind, Long> expectedByKind,
            List<AgeBucket> ageing) {}

    /**
     * Mismatches that have stood that many whole days.
     *
     * @param toDays exclusive; null for no end
     * @param value at risk, by currency, in major units
     */
    public record AgeBucket(int fromDays, @Nullable Integer toDays, long count, Map<String, BigDecimal> value) {}

    /**
     * @param total flows in the catalogue
     * @param seen flows of which something was said
     * @param objectives objectives that were measured
     * @param met of those, how many hold
     * @param budgetLeft the smallest share of error budget left; null when none was measured
     */
    public record Flows(
            int total,
            int seen,
            Map<FlowStatus, Integer> byStatus,
            int objectives,
            int met,
            @Nullable Double budgetLeft) {}

    /**
     * All accounts together.
     *
     * @param open accounts whose outcomes do not add up to their input, by name
     */
    public record Accounting(
            long input,
            long applied,
            long duplicate,
            long late,
            long quarantined,
            long ignored,
            boolean balanced,
            List<String> open) {}

    /** Incidents that are not resolved. */
    public record Incidents(long open, long acknowledged, Map<Integer, Long> byPriority) {}
}
