package io.tillwatch.reconciliation.job;

import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** The job for a Flink cluster: {@code flink run tillwatch-job.jar --bootstrap-servers kafka:9092}. */
public final class ReconciliationMain {
    private static final String USUAL_CHECKPOINTS = "PT10S";

    private ReconciliationMain() {}

    /**
     * Defines the job in the environment of whoever submits it.
     *
     * @param args {@code --bootstrap-servers}; {@code --kafka-properties FILE} with security and the like;
     *     {@code --checkpoint-every PT10S}; {@code --delivery exactly-once}, or {@code at-least-once}
     */
    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        ReconciliationJob.define(
                environment,
                clientProperties(parameters),
                Rules.DEFAULT,
                Duration.parse(parameters.get("checkpoint-every", USUAL_CHECKPOINTS)),
                delivery(parameters.get("delivery", "exactly-once")));
        environment.executeAsync(ReconciliationJob.NAME);
    }

    private static Map<String, Object> clientProperties(ParameterTool parameters) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        if (parameters.has("kafka-properties")) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(parameters.getRequired("kafka-properties")))) {
                file.load(reader);
            }
            file.stringPropertyNames().forEach(name -> properties.put(name, file.getProperty(name)));
        }
        properties.put("bootstrap.servers", parameters.getRequired("bootstrap-servers"));
        return properties;
    }

    private static DeliveryGuarantee delivery(String name) {
        return switch (name) {
            case "exactly-once" -> DeliveryGuarantee.EXACTLY_ONCE;
            case "at-least-once" -> DeliveryGuarantee.AT_LEAST_ONCE;
            default -> throw new IllegalArgumentException("--delivery must be exactly-once or at-least-once");
        };
    }
}
