package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Judges each flow from the samples of all meters, about once a real second. */
final class FlowProcessor implements Processor<String, FlowSample, String, Object> {
    static final String MEMORIES = "flow-memories";
    static final String PACES = "source-paces";

    private static final Duration JUDGE_EVERY = Duration.ofMillis(700);

    private final WorldClock clock;
    private final FlowCatalogue flows;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, FlowMemory> memories;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, byte[]> kept;

    /** What the store holds, read once: the judge looks at all of it every time. */
    private final Map<String, FlowMemory> read = new TreeMap<>();

    private final SourcePaces paces = new SourcePaces();

    FlowProcessor(WorldClock clock, FlowCatalogue flows) {
        this.clock = clock;
        this.flows = flows;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        memories = context.getStateStore(MEMORIES);
        kept = context.getStateStore(PACES);
        try (KeyValueIterator<String, FlowMemory> entries = memories.all()) {
            entries.forEachRemaining(entry -> read.put(entry.key, entry.value));
        }
        try (KeyValueIterator<String, byte[]> entries = kept.all()) {
            entries.forEachRemaining(entry -> paces.restore(entry.key, entry.value));
        }
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, FlowSample> record) {
        FlowSample sample = record.value();
        FlowMemory memory =
                read.getOrDefault(sample.flow(), FlowMemory.none(sample.flow())).plus(sample);
        Flow flow = flows.find(sample.flow()).orElse(null);
        paces.hear(sample, flow, memory.causes().values(), kept::put);
        remember(flow == null ? memory : memory.attaining(sample, flow));
    }

    private void remember(FlowMemory memory) {
        read.put(memory.flow(), memory);
        memories.put(memory.flow(), memory);
    }

    private void judge() {
        Instant now = clock.instant();
        for (FlowMemory memory : List.copyOf(read.values())) {
            Flow flow = flows.find(memory.flow()).orElse(null);
            FlowJudge.Judgement judgement = FlowJudge.judge(memory, flow, paces, now);
            if (!judgement.memory().firing().equals(memory.firing())) {
                remember(judgement.memory());
            }
            context.forward(new Record<>(memory.flow(), judgement.health(), now.toEpochMilli()));
            judgement
                    .signals()
                    .forEach(signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
            if (flow != null) {
                SloBook.of(judgement.memory(), flow, now)
                        .forEach(slo -> context.forward(new Record<>(memory.flow(), slo, now.toEpochMilli())));
            }
        }
    }
}
