package io.tillwatch.streams;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.state.PackedReader;
import io.tillwatch.state.PackedStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** A topology in the test driver, with the world's clock and the driver's moving together. */
public final class Piped implements AutoCloseable {
    private static final String APPLICATION = "test";

    private final TopologyTestDriver driver;
    private final TestClock clock;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<String, ?>> outputs = new HashMap<>();

    public Piped(Topology topology, TestClock clock, Path stateDir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:0");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        this.driver = new TopologyTestDriver(topology, properties, clock.instant());
        this.clock = clock;
    }

    /** An event that reaches the log now. */
    public void send(Event<?> event) {
        ProducerRecord<String, byte[]> record =
                EventCodec.encode(event, event.envelope().subject(), 0);
        raw(record.topic(), record.key().getBytes(StandardCharsets.UTF_8), record.value(), record.headers());
    }

    public void raw(String topic, byte[] key, byte[] value, Headers headers) {
        raw(topic, key, value, headers, clock.instant());
    }

    public void raw(String topic, byte[] key, byte[] value, Headers headers, Instant appended) {
        inputs.computeIfAbsent(
                        topic,
                        name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(new TestRecord<>(key, value, headers, appended));
    }

    /** A record of one of our own topics. */
    public <V> void tell(Topic<V> topic, String key, V value) {
        tell(topic, key, value, clock.instant());
    }

    /** One that reached its topic at another time. */
    public <V> void tell(Topic<V> topic, String key, V value, Instant appended) {
        byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
        raw(topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes, new RecordHeaders(), appended);
    }

    public Instant now() {
        return clock.instant();
    }

    public void advance(Duration span) {
        clock.advance(span);
        driver.advanceWallClockTime(span);
    }

    /** A store of the topology. */
    public <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** A packed store of the topology, as readers see it. */
    public PackedReader packed(String name) {
        return ((PackedStore) driver.getStateStore(name)).state();
    }

    /** What a packed store wrote to its changelog since it was read last. */
    public List<byte[]> changelog(String store) {
        return driver.createOutputTopic(
                        APPLICATION + "-" + store + "-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readValuesToList();
    }

    /** Lets a packed store begin with what another one wrote to its changelog. */
    public void restore(String store, List<byte[]> changelog) {
        ((PackedStore) driver.getStateStore(store)).state().restore(changelog);
    }

    /** Lets each stage take its turn: what one punctuation sends on, the next one judges. */
    public void settle() {
        for (int i = 0; i < 3; i++) {
            advance(Duration.ofSeconds(1));
        }
    }

    /** What was written to a topic since it was read last. */
    public <V> List<V> read(Topic<V> topic) {
        return output(topic).readValuesToList();
    }

    /** What was written to a topic since it was read last, with its headers. */
    public <V> List<TestRecord<String, V>> records(Topic<V> topic) {
        return output(topic).readRecordsToList();
    }

    /** The last value by key of what was written since it was read last. */
    public <V> Map<String, V> last(Topic<V> topic) {
        Map<String, V> values = new LinkedHashMap<>();
        output(topic).readKeyValuesToList().forEach(entry -> values.put(entry.key, entry.value));
        return values;
    }

    @SuppressWarnings("unchecked") // made with the deserializer of the same topic
    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return (TestOutputTopic<String, V>) outputs.computeIfAbsent(
                topic.name(),
                name -> driver.createOutputTopic(
                        name, new StringDeserializer(), topic.value().deserializer()));
    }

    @Override
    public void close() {
        driver.close();
    }
}
