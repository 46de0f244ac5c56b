package io.tillwatch.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by the topic of an event what of it is metered. One thread at a time. */
final class EventMeter {
    /** Topics that speak of flows whose events travel elsewhere. */
    static final Set<String> ABOUT_FLOWS = Set.of(TopicNames.TELEMETRY, TopicNames.CALENDAR);

    private static final Set<String> BODIES = Set.of(TopicNames.TELEMETRY, TopicNames.PAYMENTS, TopicNames.CALENDAR);

    /** Whether the body of such an event is needed, and not its envelope only. */
    static boolean needsBody(String topic, Envelope envelope) {
        return BODIES.contains(topic) || envelope.type().equals(EventType.ORDER_PLACED.typeName());
    }

    private static final Set<String> FOLLOWED = Set.of(TopicNames.ORDERS, TopicNames.PAYMENTS);

    private final FlowCatalogue flows;
    private final FlowMeter meter;
    private final FlowCounters counters;
    private final SlowClock slowClock = new SlowClock();

    EventMeter(FlowCatalogue flows, FlowMeter meter, MeterRegistry registry) {
        this.flows = flows;
        this.meter = meter;
        this.counters = new FlowCounters(flows, registry);
    }

    /**
     * Where and when an event was seen.
     *
     * @param appended when it reached the log, world time
     * @param oursMillis from append to here, real milliseconds
     */
    record Seen(String topic, int partition, String flow, Instant appended, double oursMillis, Instant now) {}

    /**
     * Meters an event.
     *
     * @param event null where only its envelope is read
     * @return what is to be told at once
     */
    Optional<Signal> meter(Envelope envelope, @Nullable Event<?> event, Seen seen) {
        String flow = seen.flow();
        if (event != null) {
            meter.said(event, flow, seen.appended());
            counters.said(flow, event);
        }
        if (FOLLOWED.contains(seen.topic())) {
            meter.followed().see(envelope, event, flow, Duration.between(seen.appended(), seen.now()));
        }
        Optional<Signal> clock = Optional.empty();
        boolean sale = seen.topic().equals(TopicNames.SALES);
        if (sale) {
            meter.lives(envelope, flow, seen.appended(), seen.partition());
            clock = slowClock.judge(envelope, flow, seen.appended(), seen.now());
        }
        if (carries(flow, seen.topic())) {
            if (!sale) {
                meter.lives(envelope, flow, seen.appended(), Pulse.ALONE);
            }
            counters.passed(flow, meter.passed(envelope, flow, seen.appended(), seen.oursMillis()));
        }
        return clock;
    }

    void refused(QuarantinedRecord refused, String flow) {
        meter.refused(refused, flow);
        counters.refused(flow);
    }

    /** A heartbeat speaks of a flow whose events travel elsewhere: it must not make a silent flow look busy. */
    private boolean carries(String flow, String topic) {
        return !ABOUT_FLOWS.contains(topic)
                || flows.find(flow)
                        .map(known -> known.topics().isEmpty() || known.topics().contains(topic))
                        .orElse(true);
    }
}
