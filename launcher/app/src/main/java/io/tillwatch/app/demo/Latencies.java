package io.tillwatch.app.demo;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long it takes, in real time, from the event that made a detector speak to the incident that a person can find in
 * Elasticsearch. Thread-safe.
 */
final class Latencies {
    private static final double ACCURACY = 0.01;
    private static final int SHOWN = 3;

    /**
     * No event shows these: the end of a window does, or the next reading of the books after a deadline. Their last sight is the
     * window's or the deadline, so that the wait for the one or the other counts as if it were the pipeline's.
     */
    private static final Set<IncidentKind> SHOWN_BY_TIME = EnumSet.of(
            IncidentKind.DEMAND_SURGE,
            IncidentKind.RECONCILIATION_BREAKS,
            IncidentKind.SESSION_STUCK,
            IncidentKind.LATE_POSTING,
            IncidentKind.STOCK_DRIFT);

    private final WorldClock clock;
    private final DDSketch all = DDSketches.unboundedDense(ACCURACY);
    private final DDSketch ofEvents = DDSketches.unboundedDense(ACCURACY);
    private final List<Report.Told> slowest = new ArrayList<>();

    Latencies(WorldClock clock) {
        this.clock = clock;
    }

    Services.Listeners listeners() {
        return new Services.Listeners(incident -> {}, this::stored);
    }

    private void stored(ConsumerRecord<String, byte[]> record) {
        if (!record.topic().equals(TopicNames.INCIDENTS) || record.value() == null) {
            return;
        }
        Incident incident = Json.read(record.value(), Incident.class);
        if (incident.version() == 1) {
            took(incident, clock.realMillis(incident.lastSeenAt(), clock.instant()));
        }
    }

    private synchronized void took(Incident incident, double millis) {
        double some = Math.max(0.001, millis);
        all.accept(some);
        if (!SHOWN_BY_TIME.contains(incident.kind())) {
            ofEvents.accept(some);
        }
        slowest.add(new Report.Told(incident.kind(), incident.subject(), round(millis)));
        slowest.sort(Comparator.comparingDouble(Report.Told::millis).reversed());
        slowest.subList(Math.min(SHOWN, slowest.size()), slowest.size()).clear();
    }

    synchronized Report.Latencies with(Report.Latency eventToPosition) {
        return new Report.Latencies(eventToPosition, quantiles(all), quantiles(ofEvents), List.copyOf(slowest));
    }

    private static Report.Latency quantiles(DDSketch sketch) {
        return sketch.isEmpty()
                ? new Report.Latency(0, 0, 0)
                : new Report.Latency(
                        round(sketch.getValueAtQuantile(0.5)), round(sketch.getValueAtQuantile(0.99)), (long)
                                sketch.getCount());
    }

    static double round(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
