package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the rules cost without engine and disk: a fresh ledger on the heap takes in ten thousand events; time of one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StockLedgerBenchmark {
    private static final int EVENTS = 10_000;
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final List<Event<?>> events = BenchmarkedEvents.many(EVENTS);
    private final List<Movement> movements =
            events.stream().flatMap(event -> Explosion.of(event, NOW).stream()).toList();

    /** Movements to books. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Object applyMovement() {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        for (Movement movement : movements) {
            ledger.apply(movement, NOW);
        }
        return store;
    }

    /** Events to books: once each by identity and content, exploded, checked, applied. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Object admitAndApplyEvent() {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        Intake intake = new Intake(new InMemoryEventIndex());
        for (Event<?> event : events) {
            if (intake.admit(event, NOW) instanceof Intake.Admitted admitted) {
                admitted.movements().forEach(movement -> ledger.apply(movement, NOW));
            }
        }
        return store;
    }
}
