package io.tillwatch.app.demo;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long it takes, in real time, from the event that made a detector speak to the incident that a person can find in
 * Elasticsearch. Thread-safe.
 */
final class Latencies {
    private static final double ACCURACY = 0.01;
    private static final int SHOWN = 3;

    private final WorldClock clock;
    private final DDSketch eventToIncident = DDSketches.unboundedDense(ACCURACY);
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
            double took = clock.realMillis(incident.lastSeenAt(), clock.instant());
            synchronized (eventToIncident) {
                eventToIncident.accept(Math.max(0.001, took));
                slowest.add(new Report.Told(incident.kind(), incident.subject(), round(took)));
                slowest.sort(Comparator.comparingDouble(Report.Told::millis).reversed());
                slowest.subList(Math.min(SHOWN, slowest.size()), slowest.size()).clear();
            }
        }
    }

    Report.Latency eventToIncident() {
        synchronized (eventToIncident) {
            if (eventToIncident.isEmpty()) {
                return new Report.Latency(0, 0, 0);
            }
            return new Report.Latency(
                    round(eventToIncident.getValueAtQuantile(0.5)),
                    round(eventToIncident.getValueAtQuantile(0.99)),
                    (long) eventToIncident.getCount());
        }
    }

    /** The incidents that took longest, the slowest first. */
    List<Report.Told> slowest() {
        synchronized (eventToIncident) {
            return List.copyOf(slowest);
        }
    }

    static double round(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
