package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.health.HealthWatch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
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

/**
 * What it costs to meter a receipt beside what it costs to take it into the ledger, the rules and the codec alone: no
 * engine, no disk, no broker, so the ledger's part is the least that it can be. The first divided by the second is the
 * part of the throughput that metering takes at most.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MeteringBenchmark {
    /** Few enough that they stay in the cache: a record that has just been fetched is there too. */
    private static final int RECEIPTS = 500;
    /** So many receipts come between two samples at 5,000 a second. */
    private static final int BETWEEN_SAMPLES = 1_500;

    private static final Instant NOW = Instant.parse("2026-03-10T09:00:20Z");

    private final List<ProducerRecord<String, byte[]>> records = BenchmarkedEvents.receipts(RECEIPTS).stream()
            .map(event -> EventCodec.encode(event, event.envelope().subject(), 0))
            .toList();
    private final HealthWatch watch = new HealthWatch(FlowCatalogue.demo());
    private int seen;

    /** Headers to envelope, clocks, signs of life, counters, and the sample that travels on. */
    @Benchmark
    @OperationsPerInvocation(RECEIPTS)
    public void meterReceipt() {
        for (ProducerRecord<String, byte[]> record : records) {
            watch.see(EnvelopeHeaders.read(record.headers()), null, NOW);
            if (++seen % BETWEEN_SAMPLES == 0) {
                watch.learn(NOW);
            }
        }
    }

    /** Bytes to event, once each by identity and content, exploded into movements, applied. */
    @Benchmark
    @OperationsPerInvocation(RECEIPTS)
    public Object readAndApplyReceipt() {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        Intake intake = new Intake(new InMemoryEventIndex());
        for (ProducerRecord<String, byte[]> record : records) {
            Event<?> event = EventCodec.decode(record.topic(), record.headers(), record.value());
            if (intake.admit(event, NOW) instanceof Intake.Admitted admitted) {
                admitted.movements().forEach(movement -> ledger.apply(movement, NOW));
            }
        }
        return store;
    }
}
