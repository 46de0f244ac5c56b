package io.tillwatch.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.meters.Described;
import io.tillwatch.meters.TopologyMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts what passes, for Prometheus. A label takes names of the catalogue only, and of systems the first few hundred: a
 * damaged header must not make a series of its own. One thread at a time.
 */
final class FlowCounters {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_FAILURE = 400;
    private static final int FIRST_SERVER_FAILURE = 500;
    private static final int MOST_SYSTEMS = 200;
    private static final String OTHER = "other";
    private static final Map<TopologyMeter, List<String>> OUTCOMES = Map.of(
            TopologyMeter.FLOW_EVENTS, List.of("in_time", "late"),
            TopologyMeter.FLOW_CALLS, List.of("ok", "failed", "throttled"),
            TopologyMeter.FLOW_WEBHOOKS, List.of("ok", "failed"));
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final FlowCatalogue flows;
    private final MeterRegistry registry;
    private final Set<String> systems = new HashSet<>();
    private final Map<List<String>, Counter> counters = new HashMap<>();
    /** Of each flow, apart from the others: these two count for every event. */
    private final Map<String, Counter> inTime = new HashMap<>();

    private final Map<String, Counter> late = new HashMap<>();
    private final Map<List<String>, Timer> timers = new HashMap<>();

    FlowCounters(FlowCatalogue flows, MeterRegistry registry) {
        this.flows = flows;
        this.registry = registry;
    }

    void passed(String flow, boolean punctual) {
        (punctual ? inTime : late)
                .computeIfAbsent(
                        flow(flow), known -> counter(TopologyMeter.FLOW_EVENTS, known, punctual ? "in_time" : "late"))
                .increment();
    }

    void refused(String flow) {
        count(TopologyMeter.FLOW_QUARANTINED, flow(flow));
    }

    void said(String flow, Event<?> event) {
        if (event.data() instanceof CallObserved call) {
            boolean throttled = call.status() == TOO_MANY_REQUESTS;
            boolean failed = call.status() >= FIRST_SERVER_FAILURE || call.status() == 0;
            String system = system(call.system());
            count(TopologyMeter.FLOW_CALLS, flow(flow), system, throttled ? "throttled" : failed ? "failed" : "ok");
            if (!throttled) {
                timer(flow(flow), system).record(Duration.ofMillis(Math.max(0, call.latencyMillis())));
            }
        } else if (event.data() instanceof WebhookAttempted attempt) {
            boolean failed = attempt.status() >= FIRST_FAILURE || attempt.status() == 0;
            count(TopologyMeter.FLOW_WEBHOOKS, flow(flow), failed ? "failed" : "ok");
        }
    }

    private String flow(String said) {
        return flows.find(said).isPresent() ? said : OTHER;
    }

    private String system(String said) {
        if (systems.size() < MOST_SYSTEMS) {
            systems.add(said);
        }
        return systems.contains(said) ? said : OTHER;
    }

    private void count(TopologyMeter meter, String... values) {
        counter(meter, values).increment();
    }

    /** The others of its kind begin at zero beside it: a rate needs a value before the first that is bad. */
    private Counter counter(TopologyMeter meter, String... values) {
        Counter counter = counters.get(key(meter, values));
        if (counter == null) {
            for (String outcome : OUTCOMES.getOrDefault(meter, List.of())) {
                String[] sibling = values.clone();
                sibling[sibling.length - 1] = outcome;
                register(meter, sibling);
            }
            counter = register(meter, values);
        }
        return counter;
    }

    private Counter register(TopologyMeter meter, String... values) {
        return counters.computeIfAbsent(key(meter, values), key -> {
            Counter.Builder builder = Counter.builder(meter.meter()).description(meter.help());
            return labelled(meter, values, builder::tag, () -> builder.register(registry));
        });
    }

    private Timer timer(String... values) {
        TopologyMeter meter = TopologyMeter.FLOW_CALL_DURATION;
        return timers.computeIfAbsent(key(meter, values), key -> {
            Timer.Builder builder =
                    Timer.builder(meter.meter()).description(meter.help()).serviceLevelObjectives(BUCKETS);
            return labelled(meter, values, builder::tag, () -> builder.register(registry));
        });
    }

    private static List<String> key(TopologyMeter meter, String... values) {
        String[] key = new String[values.length + 1];
        key[0] = meter.name();
        System.arraycopy(values, 0, key, 1, values.length);
        return List.of(key);
    }

    private interface Labelling {
        Object label(String name, String value);
    }

    private static <M> M labelled(Described meter, String[] values, Labelling builder, Supplier<M> register) {
        for (int i = 0; i < values.length; i++) {
            builder.label(meter.tags().get(i), values[i]);
        }
        return register.get();
    }
}
