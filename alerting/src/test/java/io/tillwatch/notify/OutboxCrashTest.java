package io.tillwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.State;
import io.tillwatch.topics.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver gets while the process that tells it is killed, is away itself, or both. */
class OutboxCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final int INCIDENTS = 60;

    private final Endpoint endpoint = new Endpoint();
    private final AtomicReference<Process> process = new AtomicReference<>();
    private Broker broker;
    private Path log;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        broker = Broker.start(dir.resolve("kafka"));
        log = dir.resolve("process.log");
    }

    @AfterEach
    void stop() {
        if (process.get() != null) {
            process.get().destroyForcibly();
        }
        broker.close();
        endpoint.close();
    }

    @Test
    void a_kill_between_send_and_commit_loses_nothing_and_repeats_only_under_the_same_key() throws Exception {
        // Given: a receiver during whose answers the process is killed
        Set<Integer> fatal = Set.of(5, 17, 40);
        endpoint.beforeAnswer(() -> {
            if (fatal.contains(endpoint.received().size())) {
                kill();
            }
        });
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < INCIDENTS; i++) {
            expected.add(tell(Trouble.of("i" + i, 1 + i % 2), "opened"));
            if (i % 3 == 0) {
                expected.add(tell(Trouble.of("i" + i, 1 + i % 2).over(), "resolved"));
            }
            tell(Trouble.of("quiet" + i, 4), "nothing");
        }
        broker.flush();

        // When
        int starts = 0;
        while (!delivered().containsAll(expected)) {
            process.set(launch());
            starts++;
            await().atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> !process.get().isAlive() || delivered().containsAll(expected));
        }

        // Then
        assertThat(starts).isEqualTo(fatal.size() + 1);
        Map<String, Long> deliveries = endpoint.received().stream()
                .collect(Collectors.groupingBy(one -> one.header("webhook-id"), Collectors.counting()));
        assertThat(deliveries.keySet()).isEqualTo(expected);
        // What was in flight at a kill came again, and with it what was taken but not yet written down.
        assertThat(fatal)
                .allSatisfy(nth -> assertThat(
                                deliveries.get(endpoint.received().get(nth - 1).header("webhook-id")))
                        .isBetween(2L, 1L + fatal.size()));
        assertThat(firstDeliveries()).containsExactlyElementsOf(decided());
    }

    @Test
    void an_endpoint_that_is_away_gets_every_message_in_order_once_it_is_back_and_others_do_not_wait()
            throws Exception {
        endpoint.answers(503);
        try (Endpoint other = new Endpoint();
                NotificationService service = NotificationService.start(
                        both(other), InstantSource.system(), InstantSource.system(), broker.clientProperties())) {
            assertThat(service.awaitReady(LONG_ENOUGH)).isTrue();

            // When
            for (int i = 0; i < 10; i++) {
                tell(Trouble.of("i" + i, 1), "opened");
            }
            broker.flush();

            // Then
            await().atMost(LONG_ENOUGH).until(() -> other.received().size() == 10);
            await().atMost(LONG_ENOUGH).until(() -> endpoint.refused() >= 6);
            assertThat(service.problem()).contains("receiver duty", "status 503", "messages wait");

            // When
            endpoint.answers(204);

            // Then
            await().atMost(LONG_ENOUGH)
                    .until(() ->
                            service.problem() == null && endpoint.received().size() == 10);
            assertThat(firstDeliveries().stream().sorted().toList())
                    .isEqualTo(other.received().stream()
                            .map(one -> one.header("webhook-id"))
                            .sorted()
                            .toList());
        }
    }

    private NotificationRules both(Endpoint other) {
        return new NotificationRules(
                List.of(
                        new Receiver("duty", new Address.Webhook(endpoint.url(), new Secret("s")), null),
                        new Receiver("other", new Address.Webhook(other.url(), new Secret("s")), null)),
                List.of(new Route(Set.of("duty", "other"), 2, Set.of(), Set.of(), Set.of())),
                null,
                OutboxProcess.PATIENCE);
    }

    private String tell(Trouble trouble, String word) {
        broker.send(Topics.INCIDENTS, trouble.id(), trouble.incident());
        return trouble.id() + "-" + word + "-v" + trouble.version();
    }

    private void kill() {
        Process victim = process.get();
        victim.destroyForcibly();
        try {
            victim.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OutboxProcess.class.getName(),
                        String.valueOf(broker.clientProperties().get("bootstrap.servers")),
                        endpoint.url().toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private Set<String> delivered() {
        return broker.read(Topics.NOTIFICATIONS).stream()
                .filter(one -> one.state() == State.DELIVERED)
                .map(Notification::key)
                .collect(Collectors.toSet());
    }

    private List<String> decided() {
        return broker.read(Topics.NOTIFICATIONS).stream()
                .filter(one -> one.state() == State.WAITING)
                .map(Notification::key)
                .toList();
    }

    private List<String> firstDeliveries() {
        return endpoint.received().stream()
                .map(one -> one.header("webhook-id"))
                .distinct()
                .toList();
    }
}
