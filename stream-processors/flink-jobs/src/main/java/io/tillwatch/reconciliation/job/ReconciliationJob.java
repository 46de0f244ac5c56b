package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.reconciliation.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The streaming reconciliation: topics {@code retail.sales} and {@code retail.orders} in, and {@code odoo.documents} or
 * Odoo itself; cases, signals and accounts out. All facts of a company meet in one task: duplicates across sessions, receipts that Odoo
 * put into another session, and copies of invoices cannot be seen otherwise. Companies spread over tasks.
 */
public final class ReconciliationJob {
    public static final String NAME = "reconciliation";
    static final String COMPONENT = "reconciliation";
    static final String FLOW = "odoo-postings";

    private static final String COMPANY = "retailer";
    /** Brokers refuse more than a quarter of an hour unless they are told otherwise. */
    private static final String TRANSACTION_TIMEOUT_MS = "600000";

    private ReconciliationJob() {}

    /**
     * Defines the job in an environment.
     *
     * @param clientProperties bootstrap servers and security
     * @param checkpointEvery about how much is done again after a crash; a checkpoint that takes long is followed by as
     *     long a pause
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Map<String, Object> clientProperties,
            Rules rules,
            Duration checkpointEvery) {
        define(environment, clientProperties, rules, checkpointEvery, DeliveryGuarantee.AT_LEAST_ONCE, null);
    }

    /**
     * Defines the job with results written once or more. Exactly once needs the Kafka clients that the connector was
     * built for, as the job's jar has them: with those of 4.3 it fails at its first checkpoint.
     *
     * @param delivery with EXACTLY_ONCE, results show to readers of committed records at each checkpoint
     * @param odoo what the job reads itself; null when a feed carries Odoo's documents to their topic
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Map<String, Object> clientProperties,
            Rules rules,
            Duration checkpointEvery,
            DeliveryGuarantee delivery,
            @Nullable OdooInput odoo) {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        environment.configure(strict);
        environment.setParallelism(1);
        // Uncompressed heap state is read back from its file a byte a system call: minutes where this takes seconds.
        environment.getConfig().setUseSnapshotCompression(true);
        environment.enableCheckpointing(checkpointEvery.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        // The state grows with what waits for Odoo: without a pause, writing all of it could be all that is done.
        environment.getCheckpointConfig().setMinPauseBetweenCheckpoints(checkpointEvery.toMillis());
        environment
                .getCheckpointConfig()
                .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        Properties properties = new Properties();
        properties.putAll(clientProperties);

        facts(environment, properties, odoo)
                .union(traces(environment, properties))
                .keyBy(fact -> COMPANY, TypeInformation.of(String.class))
                .process(new ReconcileFunction(rules), TypeInformation.of(Output.class))
                .uid("reconcile")
                .name("reconcile")
                .sinkTo(sink(properties, delivery))
                .uid("results")
                .name("results");
    }

    private static DataStream<Fact> facts(
            StreamExecutionEnvironment environment, Properties properties, @Nullable OdooInput odoo) {
        if (odoo == null) {
            List<String> topics = List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.ODOO_DOCUMENTS);
            return environment
                    .fromSource(source(properties, topics), WatermarkStrategy.noWatermarks(), "sales and documents")
                    .uid("sales-and-documents");
        }
        // Under a uid of its own: state of the other would go on reading the topic of documents.
        DataStream<Fact> sales = environment
                .fromSource(
                        source(properties, List.of(TopicNames.SALES, TopicNames.ORDERS)),
                        WatermarkStrategy.noWatermarks(),
                        "sales")
                .uid("sales");
        DataStream<Fact> documents = environment
                .fromSource(odoo.source(), WatermarkStrategy.noWatermarks(), "Odoo", TypeInformation.of(Fact.class))
                .uid("odoo");
        return sales.union(documents);
    }

    /** By a pattern: where nobody tells such things, the topics may be absent. */
    private static DataStream<Fact> traces(StreamExecutionEnvironment environment, Properties properties) {
        String topics = Stream.of(TopicNames.TELEMETRY, TopicNames.QUARANTINE)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        KafkaSource<Fact> source = source(properties)
                .setTopicPattern(Pattern.compile(topics))
                .setDeserializer(new TraceFacts())
                .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "evidence")
                .uid("evidence");
    }

    private static KafkaSource<Fact> source(Properties properties, List<String> topics) {
        return source(properties)
                .setTopics(topics)
                .setDeserializer(new FactReader())
                .build();
    }

    private static KafkaSourceBuilder<Fact> source(Properties properties) {
        return KafkaSource.<Fact>builder()
                .setProperties(properties)
                .setGroupId("tillwatch-reconciliation")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setProperty("commit.offsets.on.checkpoint", "true");
    }

    /**
     * Written at least once, it is still counted once: after a restart the same readings make the same cases, versions
     * and signal ids again, and every reader keeps one of each.
     */
    private static KafkaSink<Output> sink(Properties properties, DeliveryGuarantee delivery) {
        Properties writing = new Properties();
        writing.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        writing.putAll(properties);
        return KafkaSink.<Output>builder()
                .setKafkaProducerConfig(writing)
                .setDeliveryGuarantee(delivery)
                .setTransactionalIdPrefix("tillwatch-" + NAME)
                .setRecordSerializer(new OutputWriter())
                .build();
    }
}
