package io.tillwatch.console.live;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the output topics from their beginning into a {@link LiveState}, on one thread and without a consumer group.
 * When Kafka goes away it says so in the state, tries again and goes on where it stood. Thread-safe.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 1_000;

    private final Map<String, Object> clientProperties;
    private final LiveState state;
    private final Map<String, Reading<?>> readings = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Thread thread = new Thread(this::run, "console-feed");
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    /** How a topic's records come into the state; {@code removed} takes the key of a tombstone. */
    private record Reading<V>(Topic<V> topic, Consumer<V> applied, Consumer<String> removed) {
        void apply(ConsumerRecord<String, byte[]> record) {
            V value = topic.value().deserializer().deserialize(record.topic(), record.value());
            if (value != null) {
                applied.accept(value);
            } else if (record.key() != null) {
                removed.accept(record.key());
            }
        }
    }

    private LiveFeed(Map<String, Object> clientProperties, LiveState state) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.state = state;
        read(Topics.FLOW_HEALTH, state::apply, key -> {});
        read(Topics.SLO, state::apply, key -> {});
        read(Topics.INCIDENTS, state::apply, state::removeIncident);
        read(Topics.RECONCILIATION, state::apply, key -> {});
        read(Topics.ACCOUNTING, state::apply, state::removeAccount);
        read(Topics.SIGNALS, state::apply, key -> {});
        read(Topics.QUARANTINE, state::apply, key -> {});
        read(Topics.SILENCES, state::apply, key -> {});
        read(Topics.SUPPRESSIONS, state::apply, key -> {});
        read(Topics.LOCATIONS, state::apply, key -> {});
        read(Topics.POSITIONS, state::apply, key -> {});
    }

    /** @param clientProperties {@code bootstrap.servers} and, where needed, security */
    public static LiveFeed start(Map<String, Object> clientProperties, LiveState state) {
        LiveFeed feed = new LiveFeed(clientProperties, state);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    private <V> void read(Topic<V> topic, Consumer<V> applied, Consumer<String> removed) {
        readings.put(topic.name(), new Reading<>(topic, applied, removed));
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the feed was told to stop");
            } catch (KafkaException e) {
                state.problem("Kafka does not answer the console: figures stand still");
                LOG.warn("the feed lost Kafka and tries again in {} ms", RETRY_MILLIS, e);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<String, byte[]> opened) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : readings.keySet()) {
            opened.partitionsFor(topic, ASK)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        opened.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long position = next.get(partition);
            if (position == null) {
                opened.seekToBeginning(List.of(partition));
            } else {
                opened.seek(partition, position);
            }
        }
        if (ends.isEmpty()) {
            ends.putAll(opened.endOffsets(partitions, ASK));
        }
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                apply(record);
            }
            for (TopicPartition partition : partitions) {
                next.put(partition, opened.position(partition, ASK));
            }
            state.problem(null);
            if (ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                state.caughtUp();
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        Reading<?> reading = readings.get(record.topic());
        if (reading == null) {
            throw new IllegalStateException("a record of " + record.topic() + ", which is not read here");
        }
        try {
            reading.apply(record);
        } catch (ContractViolation e) {
            state.unreadable();
            LOG.warn(
                    "unreadable record topic={} partition={} offset={}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        thread.interrupt();
        try {
            thread.join(ASK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
