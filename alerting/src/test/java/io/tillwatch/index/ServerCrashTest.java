package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.engines.ElasticsearchDistribution;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.ServerJava;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.topics.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The server is killed while documents go in, and comes back: each is there exactly once, and none is missing. */
@Tag("long")
class ServerCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final int INCIDENTS = 100;
    private static final int VERSIONS = 20;
    private static final int SIGNALS = 4_000;

    @ParameterizedTest(name = "Elasticsearch {0}")
    @ValueSource(strings = {"8.19.21", "9.5.3"})
    void each_incident_and_signal_is_one_document_when_the_server_is_killed_in_the_middle(
            String version, @TempDir Path dir) throws Exception {
        // Given
        Path home = home(version);
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
                send(broker, 0, VERSIONS / 2);
                await().atMost(LONG_ENOUGH).until(() -> stored.get() > SIGNALS / 10);

                // When: killed with documents on their way, and again while it is behind
                server.crash();
                send(broker, VERSIONS / 2, VERSIONS);
                server = EmbeddedElasticsearch.start(home, data, server.url().getPort(), 384);
                await().atMost(LONG_ENOUGH).until(() -> stored.get() > SIGNALS / 2);
                server.crash();
                server = EmbeddedElasticsearch.start(home, data, server.url().getPort(), 384);

                // Then: a batch that was in doubt is written again, to the same ids
                await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                    assertThat(count(client, IndexNames.SIGNALS)).isEqualTo(SIGNALS);
                    assertThat(count(client, IndexNames.INCIDENTS)).isEqualTo(INCIDENTS);
                    assertThat(last(client)).isEqualTo(INCIDENTS);
                });
                await().atMost(LONG_ENOUGH).until(() -> indexer.problem() == null);
                assertThat(broker.read(Topics.QUARANTINE))
                        .extracting(QuarantinedRecord::id)
                        .isEmpty();
            }
        } finally {
            server.close();
        }
    }

    private static Path home(String version) {
        Path zip = ElasticsearchDistribution.locate(null, LoggerFactory.getLogger(ServerCrashTest.class)::info);
        if (!version.equals(ElasticsearchDistribution.VERSION)) {
            zip = zip.getParent().resolveSibling(version).resolve("elasticsearch-" + version + ".zip");
            assumeTrue(
                    Files.isRegularFile(zip),
                    "skipped: no " + zip.getFileName() + " in the local repository: mvn dependency:get"
                            + " -Dtransitive=false"
                            + " -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:" + version
                            + ":zip");
            assumeTrue(ServerJava.newer().isPresent(), "skipped: Elasticsearch " + version + " needs a JDK 21");
        }
        return ElasticsearchExtension.unpacked(zip);
    }

    private static void send(Broker broker, int from, int to) {
        for (int version = from; version < to; version++) {
            for (int i = 0; i < INCIDENTS; i++) {
                broker.send(Topics.INCIDENTS, "inc-" + i, Samples.incident("inc-" + i, version + 1));
            }
            int batch = SIGNALS / VERSIONS;
            for (int i = version * batch; i < (version + 1) * batch; i++) {
                broker.send(Topics.SIGNALS, "s", Samples.signal("s-" + i, i % 2 == 0));
            }
        }
        broker.flush();
    }

    private static long count(ElasticClient client, String index) throws Exception {
        client.api().indices().refresh(refresh -> refresh.index(index));
        return client.api().count(count -> count.index(index)).count();
    }

    /** How many incidents stand there in their last version. */
    private static long last(ElasticClient client) throws Exception {
        return Elastic.all(client, IndexNames.INCIDENTS).stream()
                .filter(hit -> hit.version() != null && hit.version() == VERSIONS)
                .count();
    }
}
