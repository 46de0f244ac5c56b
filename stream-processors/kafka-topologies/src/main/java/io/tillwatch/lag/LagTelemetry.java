package io.tillwatch.lag;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.NamePattern;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells flow health of the groups that carry a flow by its entry in the catalogue: each is a queue in front of it, with
 * what waits there and since when. Told once a minute; in real time, as consumers work. Not thread-safe.
 */
public final class LagTelemetry implements Consumer<List<GroupLag>> {
    static final String SOURCE = "/tillwatch/group-lag";
    private static final Duration EVERY = Duration.ofSeconds(55);

    private final FlowCatalogue flows;
    private final Consumer<ProducerRecord<byte[], byte[]>> sink;
    private final Map<String, Instant> told = new HashMap<>();

    /** @param sink takes records for the topic of telemetry */
    public LagTelemetry(FlowCatalogue flows, Consumer<ProducerRecord<byte[], byte[]>> sink) {
        this.flows = flows;
        this.sink = sink;
    }

    @Override
    public void accept(List<GroupLag> lags) {
        for (GroupLag lag : lags) {
            for (Flow flow : flows.all()) {
                if (NamePattern.matchesAny(flow.groups(), lag.group())
                        && (flow.topics().isEmpty() || flow.topics().contains(lag.topic()))) {
                    tell(flow.id(), lag);
                }
            }
        }
    }

    private void tell(String flow, GroupLag lag) {
        String queue = lag.group() + "/" + lag.topic();
        Instant before = told.get(flow + "|" + queue);
        if (before != null && lag.at().isBefore(before.plus(EVERY))) {
            return;
        }
        told.put(flow + "|" + queue, lag.at());
        Instant oldest = lag.records() == 0 ? null : lag.at().minus(lag.age());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                TopicNames.TELEMETRY,
                null,
                lag.at().toEpochMilli(),
                flow.getBytes(StandardCharsets.UTF_8),
                Json.bytes(new QueueSampled(queue, lag.records(), oldest)));
        EnvelopeHeaders.write(
                new Envelope(
                        queue + "/" + lag.at().toEpochMilli(),
                        SOURCE,
                        EventType.QUEUE_SAMPLED.typeName(),
                        queue,
                        lag.at().atOffset(ZoneOffset.UTC),
                        null,
                        null,
                        null,
                        flow,
                        null,
                        null,
                        null,
                        1,
                        null,
                        null),
                record.headers());
        sink.accept(record);
    }
}
