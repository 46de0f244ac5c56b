package io.tillwatch.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
final class LiveFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

    private final LiveState state = new LiveState(FlowCatalogue.demo(), WorldClock.startingAt(NOW, 1));

    @Test
    void what_stands_in_the_topics_and_what_comes_later_is_in_the_state_and_rubbish_is_counted(EmbeddedKafka kafka)
            throws Exception {
        // Given
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(client);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            send(producer, Topics.POSITIONS, "A|store-001", LiveStateTest.position("A", -1, null));
            send(producer, Topics.INCIDENTS, "i", LiveStateTest.incident("i", 1, Incident.Status.OPEN, null));
            producer.send(new ProducerRecord<>(
                            Topics.SIGNALS.name(), "x", "not a signal".getBytes(StandardCharsets.UTF_8)))
                    .get();

            // When
            try (LiveFeed feed = LiveFeed.start(client, state)) {
                await().until(() -> state.check() == null);

                // Then
                assertThat(feed).isNotNull();
                assertThat(state.overview().stock().oversold()).isEqualTo(1);
                assertThat(state.incident("i")).isPresent();
                assertThat(state.overview().feed().unreadable()).isEqualTo(1);

                // When
                send(producer, Topics.POSITIONS, "A|store-001", LiveStateTest.position("A", 4, null));
                send(producer, Topics.INCIDENTS, "i", null);

                // Then
                await().untilAsserted(() -> {
                    assertThat(state.overview().stock().oversold()).isZero();
                    assertThat(state.incident("i")).isEmpty();
                });
            }

            // When
            try (KafkaVerdicts verdicts = KafkaVerdicts.open(client)) {
                verdicts.accept(new Verdict("i", Verdict.Say.RESOLVE, "maria", NOW, "done", null));
            }

            // Then
            assertThat(verdictsOf(client)).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo("i");
                assertThat(record.value().say()).isEqualTo(Verdict.Say.RESOLVE);
                assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
            });
        }
    }

    private static List<ConsumerRecord<String, Verdict>> verdictsOf(Map<String, Object> client) {
        try (KafkaConsumer<String, Verdict> consumer = new KafkaConsumer<>(
                client, new StringDeserializer(), Topics.VERDICTS.value().deserializer())) {
            TopicPartition partition = new TopicPartition(Topics.VERDICTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).records(partition);
        }
    }

    private static <V> void send(KafkaProducer<String, byte[]> producer, Topic<V> topic, String key, @Nullable V value)
            throws Exception {
        byte[] bytes = value == null ? null : topic.value().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    }
}
