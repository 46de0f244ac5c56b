package io.tillwatch.orders;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tells what is stuck, step by step, about once a minute for as long as it is. */
final class StuckProcessor implements Processor<String, StuckChange, String, Signal> {
    static final String BOARDS = "stuck-orders";

    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    private final WorldClock clock;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Signal> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, StuckBoard> boards;

    StuckProcessor(WorldClock clock) {
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, Signal> processorContext) {
        context = processorContext;
        boards = context.getStateStore(BOARDS);
        context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> tell());
    }

    @Override
    public void process(Record<String, StuckChange> record) {
        StuckChange change = record.value();
        StuckBoard board = boards.get(change.place());
        boards.put(change.place(), (board == null ? StuckBoard.of(change) : board).plus(change));
    }

    private void tell() {
        Instant now = clock.instant();
        List<StuckBoard> all = new ArrayList<>();
        try (KeyValueIterator<String, StuckBoard> entries = boards.all()) {
            entries.forEachRemaining(entry -> all.add(entry.value));
        }
        for (StuckBoard board : all) {
            Signal signal = board.signal(now);
            if (signal != null) {
                context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli()));
                boards.put(board.place(), board.told(now));
            }
        }
    }
}
