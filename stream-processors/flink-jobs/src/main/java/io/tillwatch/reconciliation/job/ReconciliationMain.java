package io.tillwatch.reconciliation.job;

import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.odoo.source.OdooTarget;
import io.tillwatch.odoo.source.SecretPlace;
import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;

/** The job for a Flink cluster: {@code flink run tillwatch-job.jar --bootstrap-servers kafka:9092}. */
public final class ReconciliationMain {
    private static final String USUAL_CHECKPOINTS = "PT10S";
    private static final String USUAL_READINGS = "PT10S";
    private static final String USUAL_WARNING = "P14D";

    private ReconciliationMain() {}

    /**
     * Defines the job in the environment of whoever submits it.
     *
     * @param args {@code --bootstrap-servers}; {@code --kafka-properties FILE} with security and the like;
     *     {@code --checkpoint-every PT10S}; {@code --delivery exactly-once}, or {@code at-least-once}; to read Odoo
     *     without a feed {@code --odoo-url}, {@code --odoo-db}, {@code --odoo-user}, {@code --odoo-key-file} or
     *     {@code --odoo-key-env}, {@code --odoo-key-warning P14D}, {@code --odoo-goods false}, and {@code --read-every PT10S}
     */
    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        ReconciliationJob.define(
                environment,
                clientProperties(parameters),
                Rules.DEFAULT,
                Duration.parse(parameters.get("checkpoint-every", USUAL_CHECKPOINTS)),
                delivery(parameters.get("delivery", "exactly-once")),
                odoo(parameters));
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

    /** The key itself is no option: what is submitted shows in the cluster's web interface. */
    static @Nullable OdooInput odoo(ParameterTool parameters) {
        if (!parameters.has("odoo-url")) {
            return null;
        }
        OdooSettings settings = OdooSettings.of(
                        URI.create(parameters.getRequired("odoo-url")),
                        parameters.getRequired("odoo-db"),
                        parameters.getRequired("odoo-user"),
                        "")
                .withGoods(parameters.getBoolean("odoo-goods", true))
                .warning(Duration.parse(parameters.get("odoo-key-warning", USUAL_WARNING)));
        SecretPlace secret = parameters.has("odoo-key-file")
                ? SecretPlace.file(Path.of(parameters.getRequired("odoo-key-file")))
                : SecretPlace.variable(parameters.get("odoo-key-env", "TILLWATCH_ODOO_KEY"));
        return new OdooInput(
                new OdooTarget(settings, secret), Duration.parse(parameters.get("read-every", USUAL_READINGS)));
    }

    private static DeliveryGuarantee delivery(String name) {
        return switch (name) {
            case "exactly-once" -> DeliveryGuarantee.EXACTLY_ONCE;
            case "at-least-once" -> DeliveryGuarantee.AT_LEAST_ONCE;
            default -> throw new IllegalArgumentException("--delivery must be exactly-once or at-least-once");
        };
    }
}
