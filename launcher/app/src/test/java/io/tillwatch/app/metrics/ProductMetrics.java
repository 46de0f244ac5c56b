package io.tillwatch.app.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.console.ConsoleConfig;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.ConsoleServer;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.health.FlowHealthTopology;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockView;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.lag.GroupLagMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The product's own meters behind its own endpoint: flow health, consumer groups and console in one registry. */
final class ProductMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WorldClock clock = WorldClock.system();
    private final LiveState live = new LiveState(FlowCatalogue.demo(), clock);
    private final TopologyTestDriver health;
    private final ConsoleServer console;
    private int number;

    ProductMetrics(Path directory) {
        new JvmMemoryMetrics().bindTo(registry);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, FlowHealthTopology.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        health = new TopologyTestDriver(
                FlowHealthTopology.build(clock, FlowCatalogue.demo(), 1, registry), properties, clock.instant());
        console = ConsoleServer.start(
                new ConsoleConfig("127.0.0.1", 0),
                ConsolePorts.live(
                        new NoLedger(), query -> new StockSearch.StockPage(List.of(), 0), verdict -> {}, live),
                registry,
                clock);
        new GroupLagMeters(registry).accept(List.of(group("tillwatch-health", FlowStatus.OK, 0, 0)));
    }

    /** Sales of which some are late, calls of which some fail, webhooks, a refused record. */
    void trade() {
        Instant now = clock.instant();
        for (int i = 0; i < 20; i++) {
            send(EventType.SALE_VOIDED, "pos-sales", now.minusSeconds(i % 5 == 0 ? 600 : 1), new byte[0]);
            send(
                    EventType.CALL_OBSERVED,
                    "odoo-import",
                    now,
                    Json.bytes(new CallObserved(
                            "odoo",
                            "sale.order/create",
                            i == 3 ? 503 : i == 4 ? 429 : 200,
                            80,
                            "odoo-connector",
                            null)));
            send(
                    EventType.WEBHOOK_ATTEMPTED,
                    "webhooks",
                    now,
                    Json.bytes(new WebhookAttempted("shop-orders", "D" + i, 1, i == 7 ? 502 : 200, 60)));
        }
        send(EventType.HEARTBEAT, "pos-sales", now, "{".getBytes(StandardCharsets.UTF_8));
        for (int second = 0; second < 4; second++) {
            health.advanceWallClockTime(Duration.ofSeconds(1));
        }
        read(Topics.FLOW_HEALTH, live::apply);
        read(Topics.SLO, live::apply);
        read(Topics.ACCOUNTING, live::apply);
    }

    void group(String name, long records, long ageSeconds) {
        new GroupLagMeters(registry).accept(List.of(group(name, FlowStatus.STOPPED, records, ageSeconds)));
    }

    private GroupLag group(String name, FlowStatus status, long records, long ageSeconds) {
        return new GroupLag(
                name,
                "retail.sales",
                clock.instant(),
                status,
                "",
                records,
                Duration.ofSeconds(ageSeconds),
                false,
                0,
                0);
    }

    /** A console beside which no ledger runs. */
    private static final class NoLedger implements StockView {
        @Override
        public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
            return Optional.empty();
        }

        @Override
        public Answer<List<StockPosition>> positions(String sku, Moment moment) {
            return new Answer<>(List.of(), Duration.ZERO, true);
        }

        @Override
        public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
            return Optional.empty();
        }
    }

    /** Where Prometheus finds the endpoint: host and port. */
    String target() {
        return "127.0.0.1:" + console.port();
    }

    private void send(EventType type, String flow, Instant at, byte[] body) {
        String id = "m" + number++;
        Envelope envelope = new Envelope(
                id,
                "/test/" + flow,
                type.typeName(),
                id,
                at.atOffset(ZoneOffset.UTC),
                null,
                null,
                null,
                flow,
                null,
                null,
                null,
                1,
                null,
                null);
        Headers headers = new RecordHeaders();
        EnvelopeHeaders.write(envelope, headers);
        input(type.topicName()).pipeInput(new TestRecord<>(null, body, headers, clock.instant()));
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return health.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private <V> void read(Topic<V> topic, Consumer<V> into) {
        health.createOutputTopic(
                        topic.name(), new StringDeserializer(), topic.value().deserializer())
                .readValuesToList()
                .forEach(into);
    }

    @Override
    public void close() {
        console.close();
        health.close();
    }
}
