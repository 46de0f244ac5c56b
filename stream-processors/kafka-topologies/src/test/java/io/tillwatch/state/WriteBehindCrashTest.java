package io.tillwatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that counts in such a store ends in the middle of a transaction, and another goes on from what was committed. */
@ExtendWith(KafkaExtension.class)
@Timeout(90)
final class WriteBehindCrashTest {
    private static final String COUNTS = "counts";
    private static final String POISON = "poison";
    private static final int TILLS = 20;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1})
    void each_event_counts_once_though_the_task_ended_in_the_middle(
            long seed, EmbeddedKafka kafka, @TempDir Path directory) throws Exception {
        // Given tills whose events are counted, and some of these counts committed
        String servers = kafka.bootstrapServers();
        String input = "tills-" + seed;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(input, 1, (short) 1), new NewTopic(output(seed), 1, (short) 1)))
                    .all()
                    .get();
        }
        Random random = new Random(seed);
        Map<String, String> sent = new TreeMap<>();
        KafkaStreams first = counting(servers, directory, seed, true);
        try (Counts counts = new Counts(servers, output(seed));
                KafkaProducer<String, String> tills = new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            first.start();
            trade(tills, input, 500, random, sent);
            await().atMost(Duration.ofSeconds(40)).until(() -> counts.now().equals(sent));

            // When an event ends the task before it commits what came before
            trade(tills, input, 100, random, sent);
            send(tills, input, "till-0", POISON, sent);
            trade(tills, input, 100, random, sent);
            await().atMost(Duration.ofSeconds(40)).until(() -> first.state() == KafkaStreams.State.ERROR);
            first.close();
            try (KafkaStreams second = counting(servers, directory, seed, false)) {
                second.start();

                // Then
                await().atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> assertThat(counts.now()).isEqualTo(sent));
            }
        }
    }

    private static void trade(
            KafkaProducer<String, String> tills, String topic, int events, Random random, Map<String, String> sent)
            throws Exception {
        for (int i = 0; i < events; i++) {
            send(tills, topic, "till-" + random.nextInt(TILLS), "sale", sent);
        }
    }

    private static void send(
            KafkaProducer<String, String> tills, String topic, String till, String event, Map<String, String> sent)
            throws Exception {
        tills.send(new ProducerRecord<>(topic, till, event)).get();
        sent.merge(till, "1", WriteBehindCrashTest::sum);
    }

    private static String sum(String one, String other) {
        return Integer.toString(Integer.parseInt(one) + Integer.parseInt(other));
    }

    private static String output(long seed) {
        return "counts-" + seed;
    }

    private static KafkaStreams counting(String servers, Path directory, long seed, boolean fragile) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(WriteBehind.json(COUNTS, String.class));
        builder.stream("tills-" + seed, Consumed.with(Serdes.String(), Serdes.String()))
                .process(() -> new Counting(fragile), COUNTS)
                .to(output(seed), Produced.with(Serdes.String(), Serdes.String()));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting-" + seed);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        // Who failed does not leave the group: its successor waits until it has been silent for so long.
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6000);
        properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 1000);
        KafkaStreams streams = new KafkaStreams(builder.build(), properties);
        streams.setUncaughtExceptionHandler(exception -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        return streams;
    }

    private static final class Counting extends ContextualProcessor<String, String, String, String> {
        private final boolean fragile;

        Counting(boolean fragile) {
            this.fragile = fragile;
        }

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> counts = context().getStateStore(COUNTS);
            if (fragile && record.value().equals(POISON)) {
                throw new IllegalStateException("ends here");
            }
            String before = counts.get(record.key());
            String next = before == null ? "1" : sum(before, "1");
            counts.put(record.key(), next);
            context().forward(record.withValue(next));
        }
    }

    /** The newest committed count of each till. */
    private static final class Counts implements AutoCloseable {
        private final KafkaConsumer<String, String> consumer;
        private final Map<String, String> newest = new HashMap<>();

        Counts(String servers, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            servers,
                            "group.id",
                            topic,
                            "auto.offset.reset",
                            "earliest",
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed"),
                    new StringDeserializer(),
                    new StringDeserializer());
            consumer.subscribe(List.of(topic));
        }

        Map<String, String> now() {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> newest.put(record.key(), record.value()));
            return new TreeMap<>(newest);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
