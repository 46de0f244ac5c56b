package io.tillwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.topics.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager takes what we send, makes groups of it, and tells when it is over. */
class AlertmanagerTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Endpoint told = new Endpoint();
    private AlertmanagerProcess alertmanager;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        Optional<Path> program = AlertmanagerProcess.program();
        assumeTrue(
                program.isPresent(),
                "skipped: no prometheus-alertmanager on the PATH (Debian: apt-get install prometheus-alertmanager)");
        alertmanager = AlertmanagerProcess.start(program.orElseThrow(), dir.resolve("am"), told.url());
    }

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
        told.close();
    }

    @Test
    void incidents_are_received_grouped_and_resolved(@TempDir Path dir) throws Exception {
        try (Broker broker = Broker.start(dir.resolve("kafka"));
                NotificationService service = NotificationService.start(
                        rules(), InstantSource.system(), InstantSource.system(), broker.clientProperties())) {
            assertThat(service.awaitReady(Duration.ofMinutes(1))).isTrue();

            // When
            Trouble late = Trouble.of("late-1", 2);
            tell(broker, late);
            tell(broker, Trouble.of("late-2", 2));
            tell(broker, Trouble.of("oversell", 1).kind(IncidentKind.OVERSELL));

            // Then: by kind and flow, as its configuration says
            await().atMost(LONG_ENOUGH)
                    .until(() -> alertmanager.get("/api/v2/alerts").size() == 3);
            assertThat(alertmanager.get("/api/v2/alerts/groups"))
                    .extracting(group -> group.at("/labels/alertname").asText() + " "
                            + group.path("alerts").size())
                    .containsExactlyInAnyOrder("FLOW_LATE 2", "OVERSELL 1");
            await().atMost(LONG_ENOUGH).until(() -> notices("firing", "late-1").size() == 1);
            assertThat(notices("firing", "late-1")
                            .get(0)
                            .at("/annotations/summary")
                            .asText())
                    .startsWith("P2 FLOW_LATE");

            // When: one gets worse, so it is another alert for those who route by priority
            tell(broker, late.now(1));

            // Then
            await().atMost(LONG_ENOUGH).until(() -> priorities("late-1").equals(List.of("P1")));

            // When
            tell(broker, late.now(1).over());

            // Then
            await().atMost(LONG_ENOUGH).until(() -> priorities("late-1").isEmpty());
            await().atMost(LONG_ENOUGH)
                    .until(() -> notices("resolved", "late-1").stream()
                            .anyMatch(alert ->
                                    alert.at("/labels/priority").asText().equals("P1")));
            assertThat(priorities("late-2")).containsExactly("P2");
            assertThat(service.problem()).isNull();
        }
    }

    @Test
    void what_is_open_is_there_again_after_it_lost_its_memory() throws Exception {
        Channel channel = Channel.to(
                new Address.Alertmanager(alertmanager.url(), null), new Wording(null, InstantSource.system()));

        channel.remind(ChannelsTest.decide(Trouble.of("a", 1), Trouble.of("b", 3)));

        await().atMost(LONG_ENOUGH)
                .until(() -> alertmanager.get("/api/v2/alerts").size() == 2);
    }

    private NotificationRules rules() {
        return new NotificationRules(
                List.of(new Receiver("am", new Address.Alertmanager(alertmanager.url(), null), null)),
                List.of(new Route(Set.of("am"), 3, Set.of(), Set.of(), Set.of())),
                null,
                NotificationRules.Patience.DEFAULT);
    }

    private static void tell(Broker broker, Trouble trouble) {
        broker.send(Topics.INCIDENTS, trouble.id(), trouble.incident());
        broker.flush();
    }

    /** What Alertmanager told its own receiver of an incident. */
    private List<JsonNode> notices(String status, String incident) {
        List<JsonNode> alerts = new ArrayList<>();
        told.received()
                .forEach(one -> one.json().path("alerts").forEach(alert -> {
                    if (alert.path("status").asText().equals(status)
                            && alert.at("/labels/incident").asText().equals(incident)) {
                        alerts.add(alert);
                    }
                }));
        return alerts;
    }

    private List<String> priorities(String incident) throws Exception {
        List<String> priorities = new ArrayList<>();
        alertmanager
                .get("/api/v2/alerts?filter=incident=" + incident)
                .forEach(alert -> priorities.add(alert.at("/labels/priority").asText()));
        return priorities;
    }
}
