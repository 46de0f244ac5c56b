package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.audit.AuditChain;
import io.tillwatch.audit.AuditVerification;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.topics.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingServiceTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.fixed(Told.minute(60), ZoneOffset.UTC);

    private final List<Incident> heard = new CopyOnWriteArrayList<>();
    private Broker broker;

    @BeforeEach
    void setUp(@TempDir Path dir) throws Exception {
        broker = Broker.start(dir);
    }

    @AfterEach
    void tearDown() {
        broker.close();
    }

    @Test
    void signal_in_incident_out() throws Exception {
        // Given
        try (AlertingService service = start()) {
            // When
            tell(Told.refunds().at(1).costs("41200", 312));

            // Then
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            assertThat(service.problem()).isNull();
            assertThat(broker.read(Topics.INCIDENTS))
                    .containsExactlyElementsOf(heard)
                    .singleElement()
                    .extracting(Incident::priority)
                    .isEqualTo(1);
        }
    }

    @Test
    void restart_in_between_goes_on_with_the_same_incident_and_counts_nothing_twice() throws Exception {
        // Given
        try (AlertingService first = start()) {
            tell(Told.refunds().at(1));
            tell(Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed").at(1));
            await().atMost(LONG_ENOUGH).until(() -> last("psp-a") != null && last("SKU-1|web") != null);
            assertThat(first.problem()).isNull();
        }
        String id = last("psp-a").id();

        // When: the detector restarts as well and tells its last signal again
        tell(Told.refunds().at(1));
        tell(Told.refunds().at(2));
        try (AlertingService second = start()) {
            await().atMost(LONG_ENOUGH).until(() -> last("psp-a").version() > 1);
            tell(Told.refunds().at(3).recovered());
            await().atMost(LONG_ENOUGH).until(() -> last("psp-a").status() == Incident.Status.RESOLVED);
            assertThat(second.problem()).isNull();
        }

        // Then
        assertThat(last("psp-a")).satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(id);
            assertThat(incident.signals()).isEqualTo(3);
            assertThat(incident.version()).isEqualTo(3);
        });
        assertThat(broker.read(Topics.INCIDENTS).stream().map(Incident::id).distinct())
                .hasSize(2);
    }

    @Test
    void verdict_of_a_person_is_applied() throws Exception {
        // Given
        try (AlertingService service = start()) {
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);

            // When
            broker.send(Topics.VERDICTS, heard.get(0).id(), Says.acknowledge(heard.get(0), 2));
            broker.flush();

            // Then
            await().atMost(LONG_ENOUGH).until(() -> last("psp-a").status() == Incident.Status.ACKNOWLEDGED);
            assertThat(service.problem()).isNull();
        }
    }

    @Test
    void verdicts_and_silences_make_one_chain_that_goes_on_after_a_restart() throws Exception {
        // Given
        try (AlertingService service = start()) {
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            broker.send(Topics.VERDICTS, heard.get(0).id(), Says.acknowledge(heard.get(0), 2));
            broker.flush();
            await().atMost(LONG_ENOUGH).until(() -> audit().size() == 1);
            assertThat(service.problem()).isNull();
        }
        Silence silence = new Silence(
                "s1", null, "refunds", null, null, "move", "bob", Told.minute(3), Told.minute(90), null, null);

        // When
        try (AlertingService service = start()) {
            broker.send(Topics.SILENCES, "s1", silence);
            broker.flush();
            await().atMost(LONG_ENOUGH).until(() -> audit().size() == 2);
            tell(Told.refunds().at(4));
            await().atMost(LONG_ENOUGH)
                    .until(() -> broker.read(Topics.SUPPRESSIONS).size() == 1);
            broker.send(Topics.SILENCES, "s1", silence.ended("eve", Told.minute(5)));
            broker.flush();
            await().atMost(LONG_ENOUGH).until(() -> audit().size() == 3);
            assertThat(service.problem()).isNull();
        }

        // Then
        assertThat(audit())
                .extracting(entry -> entry.actor() + " " + entry.action())
                .containsExactly("ada incident.acknowledge", "bob silence.create", "eve silence.end");
        assertThat(AuditVerification.of(audit(), null).findings()).isEmpty();
        assertThat(audit().get(1).detail()).isEqualTo("flow refunds until " + silence.until() + ": move");
    }

    @Test
    void what_is_no_entry_of_the_audit_is_passed_over_and_the_chain_goes_on_behind_the_last_one() throws Exception {
        // Given
        AuditEntry first = new AuditChain().append(Told.minute(1), "ada", "incident.acknowledge", "i1", null);
        broker.send(Topics.AUDIT, "i1", first);
        broker.raw(Topics.AUDIT.name(), "x", "{\"number\": 7".getBytes(StandardCharsets.UTF_8));
        broker.raw(Topics.AUDIT.name(), "x", null);
        broker.flush();

        // When
        try (AlertingService service = start()) {
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            broker.send(Topics.VERDICTS, heard.get(0).id(), Says.acknowledge(heard.get(0), 2));
            broker.flush();
            await().atMost(LONG_ENOUGH)
                    .until(() -> broker.records(Topics.AUDIT.name()).size() == 4);
            assertThat(service.problem()).isNull();
        }

        // Then
        ConsumerRecord<String, byte[]> last =
                broker.records(Topics.AUDIT.name()).get(3);
        AuditEntry second = Topics.AUDIT.value().deserializer().deserialize(last.topic(), last.value());
        assertThat(AuditVerification.of(List.of(first, second), null).findings())
                .isEmpty();
    }

    private List<AuditEntry> audit() {
        return broker.read(Topics.AUDIT);
    }

    @Test
    void record_that_cannot_be_read_is_quarantined_and_the_next_one_is_applied() throws Exception {
        // Given
        broker.raw(Topics.SIGNALS.name(), "psp-a", "{\"id\": \"s".getBytes(StandardCharsets.UTF_8));
        String kindless = new String(Json.bytes(Told.refunds().at(9).signal()), StandardCharsets.UTF_8)
                .replace("\"kind\":", "\"kin\":");
        broker.raw(Topics.SIGNALS.name(), "psp-a", kindless.getBytes(StandardCharsets.UTF_8));
        broker.raw(Topics.SIGNALS.name(), "psp-a", null);

        // When
        try (AlertingService service = start()) {
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            assertThat(service.problem()).isNull();
        }

        // Then
        assertThat(broker.read(Topics.QUARANTINE))
                .extracting(QuarantinedRecord::reason)
                .containsExactlyInAnyOrder(ReasonCode.MALFORMED_BODY, ReasonCode.INVALID_BODY);
        assertThat(broker.read(Topics.QUARANTINE))
                .extracting(QuarantinedRecord::component)
                .containsOnly("alerting");
    }

    @Test
    void listener_that_fails_stops_nothing() throws Exception {
        // Given
        try (AlertingService service = AlertingService.start(
                FlowCatalogue.demo(), PriorityConfig.DEFAULT, CLOCK, broker.clientProperties(), incident -> {
                    heard.add(incident);
                    throw new IllegalStateException("not now");
                })) {
            // When
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            tell(Told.refunds().at(2));

            // Then
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 2);
            assertThat(service.problem()).isNull();
        }
    }

    @Test
    void second_instance_takes_over_and_the_first_says_so() throws Exception {
        // Given
        try (AlertingService first = start()) {
            tell(Told.refunds().at(1));
            await().atMost(LONG_ENOUGH).until(() -> heard.size() == 1);
            try (AlertingService second = start()) {
                // When
                for (int i = 2; i < 12; i++) {
                    tell(Told.refunds().at(i));
                    tell(Told.of(IncidentKind.OVERSELL, "SKU-" + i + "|web", "stock-feed")
                            .at(1));
                }

                // Then
                await().atMost(LONG_ENOUGH).until(() -> last("psp-a").signals() == 11);
                assertThat(second.problem()).isNull();
                // The group tells the first at its next heartbeat.
                await().atMost(LONG_ENOUGH)
                        .until(() -> "two instances of alerting take turns: stop one of them".equals(first.problem()));
            }
        }
        List<Incident> stored = broker.read(Topics.INCIDENTS).stream()
                .filter(one -> one.subject().equals("psp-a"))
                .toList();
        assertThat(stored).extracting(Incident::version).doesNotHaveDuplicates();
    }

    private AlertingService start() throws InterruptedException {
        AlertingService service = AlertingService.start(
                FlowCatalogue.demo(), PriorityConfig.DEFAULT, CLOCK, broker.clientProperties(), heard::add);
        assertThat(service.awaitReady(LONG_ENOUGH)).isTrue();
        return service;
    }

    private void tell(Told told) {
        broker.send(Topics.SIGNALS, told.subject(), told.signal());
        broker.flush();
    }

    private Incident last(String subject) {
        return heard.stream()
                .filter(one -> one.subject().equals(subject))
                .reduce((one, next) -> next)
                .orElse(null);
    }
}
