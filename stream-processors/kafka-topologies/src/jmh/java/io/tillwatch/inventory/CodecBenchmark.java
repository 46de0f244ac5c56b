package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to turn an event into a record and back, and a movement and a book into what the stores keep. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CodecBenchmark {
    private static final long SEQUENCE = 1;
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Event<?> adjusted = BenchmarkedEvents.adjusted();
    private final Event<?> receipt = BenchmarkedEvents.receipt();
    private final ProducerRecord<String, byte[]> adjustedRecord = EventCodec.encode(adjusted, "key", 0);
    private final ProducerRecord<String, byte[]> receiptRecord = EventCodec.encode(receipt, "key", 0);
    private final Movement movement = Explosion.of(adjusted, NOW).get(0);
    private final byte[] movementBytes = MovementCodec.encode(movement);
    private final KeptBook book = new KeptBook(SEQUENCE, StockLedger.follow(Book.EMPTY, movement));
    private final byte[] bookBytes = BookCodec.encode(book);

    @Benchmark
    public Object encodeAdjustedEvent() {
        return EventCodec.encode(adjusted, "key", 0);
    }

    @Benchmark
    public Object decodeAdjustedEvent() {
        return EventCodec.decode(adjustedRecord.topic(), adjustedRecord.headers(), adjustedRecord.value());
    }

    @Benchmark
    public Object encodeReceipt() {
        return EventCodec.encode(receipt, "key", 0);
    }

    @Benchmark
    public Object decodeReceipt() {
        return EventCodec.decode(receiptRecord.topic(), receiptRecord.headers(), receiptRecord.value());
    }

    @Benchmark
    public byte[] encodeMovement() {
        return MovementCodec.encode(movement);
    }

    @Benchmark
    public Object decodeMovement() {
        return MovementCodec.movement(movement.sku(), movement.location(), movementBytes);
    }

    @Benchmark
    public byte[] encodeBook() {
        return BookCodec.encode(book);
    }

    @Benchmark
    public Object decodeBook() {
        return BookCodec.decode(bookBytes);
    }
}
