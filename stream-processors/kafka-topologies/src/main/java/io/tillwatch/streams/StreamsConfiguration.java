package io.tillwatch.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a topology runs.
 *
 * @param clientProperties bootstrap servers, security; passed on to every client
 * @param stateDir where stores stand
 * @param replicationFactor of internal topics
 * @param commitInterval how often results become visible under exactly-once
 * @param instances how several instances share the work
 */
public record StreamsConfiguration(
        Map<String, Object> clientProperties,
        Path stateDir,
        int replicationFactor,
        Duration commitInterval,
        Instances instances) {

    private static final int HEARTBEATS_A_SESSION = 5;

    public StreamsConfiguration {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** For a lone instance. */
    public StreamsConfiguration(
            Map<String, Object> clientProperties, Path stateDir, int replicationFactor, Duration commitInterval) {
        this(clientProperties, stateDir, replicationFactor, commitInterval, Instances.ALONE);
    }

    /** The same, shared with other instances. */
    public StreamsConfiguration sharing(Instances others) {
        return new StreamsConfiguration(clientProperties, stateDir, replicationFactor, commitInterval, others);
    }

    /**
     * How several instances share the work, and what happens when one falls silent.
     *
     * @param advertisedAddress {@code host:port} at which the others reach this one over HTTP; null when it is alone
     * @param standbyReplicas how many further copies of each store are kept on other instances
     * @param sessionTimeout how long an instance may be silent before its work is given to others
     * @param transactionTimeout how long a transaction of an instance that fell silent may stay open. Until it ends,
     *     readers of the topics it wrote and the successor itself wait, so it is no longer than the session timeout;
     *     it must exceed the commit interval by all that a healthy instance may pause
     */
    public record Instances(
            @Nullable String advertisedAddress,
            int standbyReplicas,
            Duration sessionTimeout,
            Duration transactionTimeout) {
        private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);
        private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

        /** One instance, without copies. */
        public static final Instances ALONE = of(null, 0);

        /** With the usual timeouts. */
        public static Instances of(@Nullable String advertisedAddress, int standbyReplicas) {
            return new Instances(advertisedAddress, standbyReplicas, SESSION_TIMEOUT, TRANSACTION_TIMEOUT);
        }

        public Instances withTimeouts(Duration session, Duration transaction) {
            return new Instances(advertisedAddress, standbyReplicas, session, transaction);
        }
    }

    Properties properties(String applicationId) {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toAbsolutePath().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (int) commitInterval.toMillis());
        if (instances.advertisedAddress() != null) {
            properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, instances.advertisedAddress());
        }
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, instances.standbyReplicas());
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), (int)
                instances.sessionTimeout().toMillis());
        properties.put(
                StreamsConfig.consumerPrefix("heartbeat.interval.ms"),
                (int) instances.sessionTimeout().toMillis() / HEARTBEATS_A_SESSION);
        properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), (int)
                instances.transactionTimeout().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        // No result depends on the order between partitions, so none waits for what an empty one may still bring.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4 * 1024 * 1024L);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.consumerPrefix("max.poll.records"), 2000);
        // Several groups read every event: by default each asks again for every few records.
        properties.put(StreamsConfig.consumerPrefix("fetch.min.bytes"), 32 * 1024);
        properties.put(StreamsConfig.consumerPrefix("fetch.max.wait.ms"), 50);
        // What comes back is a store's whole changelog in records of some hundred KB: not a round trip for every five.
        properties.put(StreamsConfig.restoreConsumerPrefix("max.partition.fetch.bytes"), 8 * 1024 * 1024);
        // Nobody sees a record before its commit, so it may wait for others: fewer, larger requests.
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 25);
        properties.put(StreamsConfig.producerPrefix("batch.size"), 128 * 1024);
        properties.put(StreamsConfig.producerPrefix("buffer.memory"), 16 * 1024 * 1024L);
        return properties;
    }
}
