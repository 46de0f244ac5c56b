package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.engines.ElasticsearchDistribution;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.topics.Broker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Elasticsearch stops and comes back: records wait, nothing is lost, nothing is there twice. */
@Tag("long")
class OutageTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @Test
    void records_wait_while_elasticsearch_is_away_and_are_there_once_when_it_is_back(@TempDir Path dir)
            throws Exception {
        // Given
        Path home = ElasticsearchExtension.unpacked(
                ElasticsearchDistribution.locate(null, LoggerFactory.getLogger(getClass())::info));
        Path data = dir.resolve("elasticsearch");
        EmbeddedElasticsearch server = EmbeddedElasticsearch.start(home, data, 0, 384);
        try (Broker broker = Broker.start(dir.resolve("kafka"));
                ElasticClient client = ElasticClient.connect(server.url(), ElasticAccess.OPEN)) {
            IndexSetup.run(client);
            AtomicLong stored = new AtomicLong();
            try (Indexer indexer = Indexer.start(
                    "urgent",
                    Indexer.URGENT,
                    broker.clientProperties(),
                    client,
                    Clock.systemUTC(),
                    record -> stored.incrementAndGet())) {
                send(broker, 0, 100);
                await().atMost(LONG_ENOUGH).until(() -> stored.get() == 100);

                // When
                server.close();
                send(broker, 100, 300);
                await().atMost(LONG_ENOUGH)
                        .untilAsserted(() -> assertThat(indexer.problem())
                                .startsWith("Elasticsearch does not answer; ")
                                .endsWith(" documents wait"));
                long committed = committed(broker);
                server = EmbeddedElasticsearch.start(home, data, server.url().getPort(), 384);

                // Then
                assertThat(committed).isEqualTo(100);
                await().atMost(LONG_ENOUGH).until(() -> stored.get() == 300);
                await().atMost(LONG_ENOUGH).until(() -> indexer.problem() == null);
                assertThat(Elastic.all(client, IndexNames.SIGNALS))
                        .hasSize(300)
                        .allSatisfy(hit -> assertThat(hit.version()).isEqualTo(1));
            }
        } finally {
            server.close();
        }
    }

    private static void send(Broker broker, int from, int to) {
        for (int i = from; i < to; i++) {
            broker.send(Topics.SIGNALS, "s-" + i, Samples.signal("s-" + i, true));
        }
        broker.flush();
    }

    private static long committed(Broker broker) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            return List.copyOf(admin.listConsumerGroupOffsets("tillwatch-index-urgent")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .values())
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
