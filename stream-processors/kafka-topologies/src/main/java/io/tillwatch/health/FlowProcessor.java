package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.state.KeptMap;
import java.time.Duration;
import java.time.Instant;
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
    private KeptMap<FlowMemory> memories;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, byte[]> kept;

    private final SourcePaces paces = new SourcePaces();

    FlowProcessor(WorldClock clock, FlowCatalogue flows) {
        this.clock = clock;
        this.flows = flows;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        memories = new KeptMap<>(context.getStateStore(MEMORIES));
        kept = context.getStateStore(PACES);
        try (KeyValueIterator<String, byte[]> entries = kept.all()) {
            entries.forEachRemaining(entry -> paces.restore(entry.key, entry.value));
        }
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, FlowSample> record) {
        FlowSample sample = record.value();
        FlowMemory memory = memories.getOrDefault(sample.flow(), FlowMemory.none(sample.flow()))
                .plus(sample);
        Flow flow = flows.find(sample.flow()).orElse(null);
        paces.hear(sample, flow, memory.causes().values(), kept::put);
        memories.put(memory.flow(), flow == null ? memory : memory.attaining(sample, flow));
    }

    private void judge() {
        Instant now = clock.instant();
        for (FlowMemory memory : memories.values()) {
            Flow flow = flows.find(memory.flow()).orElse(null);
            FlowJudge.Judgement judgement = FlowJudge.judge(memory, flow, paces, now);
            if (!judgement.memory().firing().equals(memory.firing())) {
                memories.put(memory.flow(), judgement.memory());
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
