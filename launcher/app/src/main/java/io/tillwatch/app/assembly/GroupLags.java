package io.tillwatch.app.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.lag.GroupLagMeters;
import io.tillwatch.lag.LagPoller;
import io.tillwatch.lag.LagTelemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The look at consumer groups, shown as meters and told to flow health. Thread-safe. */
final class GroupLags implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLags.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final LagPoller poller;
    private final KafkaProducer<byte[], byte[]> producer;

    private GroupLags(LagPoller poller, KafkaProducer<byte[], byte[]> producer) {
        this.poller = poller;
        this.producer = producer;
    }

    static GroupLags start(
            Map<String, Object> clientProperties, ZoneId zone, FlowCatalogue flows, MeterRegistry registry) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clientProperties, new ByteArraySerializer(), new ByteArraySerializer());
        GroupLagMeters meters = new GroupLagMeters(registry);
        LagTelemetry telemetry = new LagTelemetry(flows, record -> {
            var unused = producer.send(record, (metadata, error) -> {
                if (error != null) {
                    LOG.warn("the lag of a group could not be told to flow health", error);
                }
            });
        });
        LagPoller poller =
                LagPoller.start(clientProperties, EVERY, InstantSource.system(), zone, meters.andThen(telemetry));
        return new GroupLags(poller, producer);
    }

    List<GroupLag> lags() {
        return poller.lags();
    }

    @Override
    public void close() {
        poller.close();
        producer.close(CLOSE_WITHIN);
    }
}
