package io.tillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.ElasticLogin;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.audit.AuditReader;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.index.AuditSearch;
import io.tillwatch.index.ElasticClient;
import io.tillwatch.index.IndexException;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Where entries of the audit are read from. */
final class AuditSource {
    private static final int TIMEOUT_SECONDS = 10;

    private AuditSource() {}

    /** @throws UserError when the brokers do not answer, or something else than entries stands there */
    static List<AuditEntry> topic(TillwatchConfig config) {
        String servers = config.kafka().bootstrapServers() == null
                ? "127.0.0.1:" + config.kafka().port()
                : config.kafka().bootstrapServers();
        Map<String, Object> properties = new HashMap<>(config.kafka().properties());
        properties.put("bootstrap.servers", servers);
        properties.put("default.api.timeout.ms", TIMEOUT_SECONDS * 1000);
        properties.put("request.timeout.ms", TIMEOUT_SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return AuditReader.all(new TopicReader(properties, () -> false));
        } catch (ContractViolation e) {
            throw new UserError(
                    TopicNames.AUDIT + " holds what is no entry of the audit, so somebody else wrote there: "
                            + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped while reading the audit", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new UserError(
                    "Kafka at " + servers + " does not answer: check kafka.bootstrapServers; an embedded one answers"
                            + " while Tillwatch runs",
                    e);
        }
    }

    /** @throws UserError when the server does not answer */
    static List<AuditEntry> index(TillwatchConfig config) {
        URI url = config.elasticsearch().url() == null
                ? URI.create("http://127.0.0.1:" + config.elasticsearch().port())
                : config.elasticsearch().url();
        try (ElasticClient client = ElasticClient.connect(url, ElasticLogin.of(config.elasticsearch()))) {
            return AuditSearch.all(client);
        } catch (IndexException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws UserError when the file cannot be read */
    static List<AuditEntry> file(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + " does not exist: name a file with one entry a line, as the topic holds them");
        }
        try {
            List<AuditEntry> entries = new ArrayList<>();
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    entries.add(entry(file, number, line));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: check its permissions", e);
        }
    }

    private static AuditEntry entry(Path file, int number, String line) {
        try {
            return Complete.check(Json.mapper().readValue(line, AuditEntry.class));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new UserError(file + ": line " + number + " is no entry of the audit", e);
        }
    }
}
