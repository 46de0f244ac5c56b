package io.tillwatch.health;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The meter and the judge of flows without an engine, for tests that play a world to them. One thread. */
public final class HealthWatch {
    private static final double OURS_MILLIS = 5;

    private final FlowCatalogue flows;
    private final FlowMeter meter;
    private final EventMeter events;
    private final SourcePaces paces = new SourcePaces();
    private final Map<String, FlowMemory> memories = new TreeMap<>();
    private final List<Signal> told = new ArrayList<>();

    public HealthWatch(FlowCatalogue flows) {
        this.flows = flows;
        this.meter = new FlowMeter(flows);
        this.events = new EventMeter(flows, meter, new SimpleMeterRegistry());
    }

    public void see(Event<?> event, Instant appended) {
        see(event.envelope(), event, appended);
    }

    /** @param event null where no body is read */
    public void see(Envelope envelope, @Nullable Event<?> event, Instant appended) {
        String topic = EventType.named(envelope.type()).topicName();
        String said = envelope.flowId();
        String flow = said == null || said.isBlank() ? "unknown" : said;
        events.meter(
                        envelope,
                        EventMeter.needsBody(topic, envelope) ? event : null,
                        new EventMeter.Seen(topic, 0, flow, appended, OURS_MILLIS, appended))
                .ifPresent(told::add);
    }

    /** Takes up what was seen since the last time. */
    public void learn(Instant now) {
        for (FlowSample sample : meter.take(now)) {
            FlowMemory memory = memories.getOrDefault(sample.flow(), FlowMemory.none(sample.flow()))
                    .plus(sample);
            Flow flow = flows.find(sample.flow()).orElse(null);
            memory = flow == null ? memory : memory.attaining(sample, flow);
            paces.hear(sample, flow, memory.causes().values(), (key, bytes) -> {});
            memories.put(sample.flow(), memory);
        }
    }

    public List<FlowHealth> judge(Instant now) {
        List<FlowHealth> all = new ArrayList<>();
        memories.replaceAll((name, memory) -> {
            FlowJudge.Judgement judgement =
                    FlowJudge.judge(memory, flows.find(name).orElse(null), paces, now);
            all.add(judgement.health());
            told.addAll(judgement.signals());
            return judgement.memory();
        });
        return all;
    }

    /** What was told since the last time. */
    public List<Signal> signals() {
        List<Signal> all = List.copyOf(told);
        told.clear();
        return all;
    }
}
