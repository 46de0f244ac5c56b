package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.SloAttainment;
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

/** Judges each flow from the samples of all meters, about once a real second. */
final class FlowProcessor implements Processor<String, FlowSample, String, Object> {
    static final String MEMORIES = "flow-memories";

    private static final Duration JUDGE_EVERY = Duration.ofMillis(700);

    private final WorldClock clock;
    private final FlowCatalogue flows;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, FlowMemory> memories;

    FlowProcessor(WorldClock clock, FlowCatalogue flows) {
        this.clock = clock;
        this.flows = flows;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        memories = context.getStateStore(MEMORIES);
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, FlowSample> record) {
        FlowSample sample = record.value();
        FlowMemory memory = memories.get(sample.flow());
        memories.put(sample.flow(), (memory == null ? FlowMemory.none(sample.flow()) : memory).plus(sample));
    }

    private void judge() {
        Instant now = clock.instant();
        List<FlowMemory> all = new ArrayList<>();
        try (KeyValueIterator<String, FlowMemory> entries = memories.all()) {
            entries.forEachRemaining(entry -> all.add(entry.value));
        }
        for (FlowMemory memory : all) {
            Flow flow = flows.find(memory.flow()).orElse(null);
            FlowJudge.Judgement judgement = FlowJudge.judge(memory, flow, now);
            if (!judgement.memory().firing().equals(memory.firing())) {
                memories.put(memory.flow(), judgement.memory());
            }
            context.forward(new Record<>(memory.flow(), judgement.health(), now.toEpochMilli()));
            judgement
                    .signals()
                    .forEach(signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
            if (flow != null && !flow.slos().isEmpty()) {
                context.forward(new Record<>(
                        memory.flow(), attainment(memory, flow.slos().get(0), now), now.toEpochMilli()));
            }
        }
    }

    private static SloAttainment attainment(FlowMemory memory, Slo slo, Instant now) {
        FlowSample last = memory.last(FlowMemory.KEPT, now);
        double missed = last.events() == 0 ? 0 : 1 - (double) last.inTime() / last.events();
        double burn = missed / (1 - slo.target());
        return new SloAttainment(
                memory.flow(),
                slo.name(),
                now.minus(FlowMemory.KEPT),
                now,
                last.inTime(),
                last.events(),
                slo.target(),
                burn,
                1 - burn);
    }
}
