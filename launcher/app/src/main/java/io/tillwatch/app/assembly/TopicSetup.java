package io.tillwatch.app.assembly;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that are not there yet; leaves the others as they are. */
public final class TopicSetup {
    private static final int TIMEOUT_SECONDS = 30;

    private TopicSetup() {}

    /** @throws UserError when the brokers do not answer or refuse */
    public static void ensure(Map<String, Object> clientProperties, short replicationFactor) {
        ensure(clientProperties, replicationFactor, false);
    }

    /**
     * @param keepForEver for a simulated world: its timestamps may be older than any retention, and the broker, which
     *     goes by its own clock, would delete what was just written
     * @throws UserError when the brokers do not answer or refuse
     */
    public static void ensure(Map<String, Object> clientProperties, short replicationFactor, boolean keepForEver) {
        try (Admin admin = Admin.create(clientProperties)) {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> definition(topic, replicationFactor, keepForEver))
                    .toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new UserError(
                        "Kafka at " + clientProperties.get("bootstrap.servers")
                                + " refused to create the topics: check kafka.replicationFactor and the rights of the user",
                        e);
            }
        } catch (TimeoutException e) {
            throw new UserError(
                    "Kafka at " + clientProperties.get("bootstrap.servers")
                            + " does not answer: check kafka.bootstrapServers and that the brokers run",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped while creating topics", e);
        }
    }

    private static NewTopic definition(Topic<?> topic, short replicationFactor, boolean keepForEver) {
        Map<String, String> configuration = new HashMap<>(topic.configuration());
        if (keepForEver) {
            configuration.put("retention.ms", "-1");
        }
        return new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(configuration);
    }
}
