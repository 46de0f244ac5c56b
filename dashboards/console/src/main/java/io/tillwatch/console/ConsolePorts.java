package io.tillwatch.console;

import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.inventory.StockView;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.promise.Allocation;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the console reads from and writes to.
 *
 * @param stock point reads of the ledger
 * @param search search over positions
 * @param incidents usually {@code live} itself
 * @param cases usually {@code live} itself
 * @param silences takes silences; refuses all unless {@link #with(SilenceSink)} named one
 * @param live overview figures and the streams of changes
 * @param allocation how stock is given to channels
 * @param groups how far consumer groups are behind; empty while nobody looks
 * @param checks further conditions for {@code /health/ready}; the live state is always one
 */
public record ConsolePorts(
        StockView stock,
        StockSearch search,
        IncidentSource incidents,
        CaseSource cases,
        VerdictSink verdicts,
        SilenceSink silences,
        LiveState live,
        Allocation allocation,
        Supplier<List<GroupLag>> groups,
        List<Check> checks) {
    public ConsolePorts {
        checks = List.copyOf(checks);
    }

    /** With the built-in allocation. */
    public ConsolePorts(
            StockView stock,
            StockSearch search,
            IncidentSource incidents,
            CaseSource cases,
            VerdictSink verdicts,
            LiveState live,
            List<Check> checks) {
        this(
                stock,
                search,
                incidents,
                cases,
                verdicts,
                ConsolePorts::refused,
                live,
                Allocation.demo(),
                List::of,
                checks);
    }

    /** Incidents and cases from the live state, the built-in allocation. */
    public static ConsolePorts live(StockView stock, StockSearch search, VerdictSink verdicts, LiveState live) {
        return new ConsolePorts(stock, search, live, live, verdicts, live, List.of());
    }

    /** The same with another allocation. */
    public ConsolePorts with(Allocation other) {
        return new ConsolePorts(stock, search, incidents, cases, verdicts, silences, live, other, groups, checks);
    }

    /** The same with somebody who takes silences. */
    public ConsolePorts with(SilenceSink other) {
        return new ConsolePorts(stock, search, incidents, cases, verdicts, other, live, allocation, groups, checks);
    }

    /** The same with somebody who looks at consumer groups. */
    public ConsolePorts withGroups(Supplier<List<GroupLag>> lags) {
        return new ConsolePorts(stock, search, incidents, cases, verdicts, silences, live, allocation, lags, checks);
    }

    private static void refused(Silence silence) {
        throw new SourceUnavailableException("Kafka", new IllegalStateException("nobody takes " + silence.id()));
    }
}
