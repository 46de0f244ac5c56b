package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.reconciliation.Rules;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The streaming reconciliation: topics {@code retail.sales}, {@code retail.orders} and {@code odoo.documents} in, cases,
 * signals and accounts out. All facts of a company meet in one task: duplicates across sessions, receipts that Odoo
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
     * @param checkpointEvery how much is done again after a crash, at most
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Map<String, Object> clientProperties,
            Rules rules,
            Duration checkpointEvery) {
        define(environment, clientProperties, rules, checkpointEvery, DeliveryGuarantee.AT_LEAST_ONCE);
    }

    /**
     * Defines the job with results written once or more. Exactly once needs the Kafka clients that the connector was
     * built for, as the job's jar has them: with those of 4.3 it fails at its first checkpoint.
     *
     * @param delivery with EXACTLY_ONCE, results show to readers of committed records at each checkpoint
     */
    public static void define(
            StreamExecutionEnvironment environment,
            Map<String, Object> clientProperties,
            Rules rules,
            Duration checkpointEvery,
            DeliveryGuarantee delivery) {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        environment.configure(strict);
        environment.setParallelism(1);
        environment.enableCheckpointing(checkpointEvery.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        environment
                .getCheckpointConfig()
                .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        Properties properties = new Properties();
        properties.putAll(clientProperties);

        environment
                .fromSource(source(properties), WatermarkStrategy.noWatermarks(), "sales and documents")
                .uid("sales-and-documents")
                .keyBy(fact -> COMPANY, TypeInformation.of(String.class))
                .process(new ReconcileFunction(rules), TypeInformation.of(Output.class))
                .uid("reconcile")
                .name("reconcile")
                .sinkTo(sink(properties, delivery))
                .uid("results")
                .name("results");
    }

    private static KafkaSource<Fact> source(Properties properties) {
        return KafkaSource.<Fact>builder()
                .setProperties(properties)
                .setGroupId("tillwatch-reconciliation")
                .setTopics(TopicNames.SALES, TopicNames.ORDERS, TopicNames.ODOO_DOCUMENTS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setProperty("commit.offsets.on.checkpoint", "true")
                .setDeserializer(new FactReader())
                .build();
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
