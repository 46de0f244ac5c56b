package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.simulator.Manifest;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentJudgeTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void a_fault_is_told_in_time_as_one_incident_with_its_cause_in_second_place() {
        // Given
        Fault fault = fault(FaultKind.DEPLOY_FAILING, IncidentKind.SLO_BURN, "connector", 60, "deploy of connector");
        Incident told = incident(IncidentKind.SLO_BURN, "connector", 10, 6.0, "code 503", "deploy of connector: 7.3");

        // When
        Report.Incidents judged = judge(List.of(told), fault);

        // Then
        assertThat(judged.faults()).singleElement().satisfies(result -> {
            assertThat(result.detected()).isTrue();
            assertThat(result.inTime()).isTrue();
            assertThat(result.incidents()).isEqualTo(1);
            assertThat(result.causeRank()).isEqualTo(2);
            assertThat(result.cost()).isEqualTo(60 * 1_000);
        });
        assertThat(judged.causeFirst()).isZero();
        assertThat(judged.causeInThree()).isEqualTo(1);
        assertThat(judged.falseIncidents()).isEmpty();
    }

    @Test
    void told_after_its_deadline_is_told_late_and_told_twice_is_not_one_incident() {
        Fault fault = fault(FaultKind.DEPLOY_FAILING, IncidentKind.SLO_BURN, "connector", 90, "deploy of connector");

        Report.Incidents judged = judge(
                List.of(
                        incident(IncidentKind.SLO_BURN, "connector", 45, 6.0),
                        incident(IncidentKind.SLO_BURN, "connector/b", 50, 6.0)),
                fault);

        assertThat(judged.faults()).singleElement().satisfies(result -> {
            assertThat(result.inTime()).isFalse();
            assertThat(result.incidents()).isEqualTo(2);
            assertThat(result.causeRank()).isNull();
        });
    }

    @Test
    void what_the_first_five_incidents_capture_is_held_against_the_five_dearest_faults() {
        // Given six faults of 100, 200 ... 600 minutes, of which the dearest has the lowest score
        List<Fault> faults = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            faults.add(fault(FaultKind.STORE_OFFLINE, IncidentKind.SOURCE_OFFLINE, "store-" + i, i * 100, "x"));
            incidents.add(incident(IncidentKind.SOURCE_OFFLINE, "store-" + i, 5, i == 6 ? 1 : 10 - i));
        }

        // When
        Report.CostCaptured cost =
                judge(incidents, faults.toArray(Fault[]::new)).costInFive();

        // Then
        assertThat(cost.captured()).isEqualTo((100 + 200 + 300 + 400 + 500) * 1_000L);
        assertThat(cost.ideal()).isEqualTo((200 + 300 + 400 + 500 + 600) * 1_000L);
        assertThat(cost.share()).isEqualTo(0.75);
    }

    @Test
    void an_incident_that_no_fault_explains_is_false_and_a_goal_is_not_met() {
        // Given
        Fault fault = fault(FaultKind.DEPLOY_FAILING, IncidentKind.SLO_BURN, "connector", 60, "deploy of connector");
        List<Incident> told = List.of(
                incident(IncidentKind.SLO_BURN, "connector", 10, 6.0, "deploy of connector: 7.3"),
                incident(IncidentKind.OVERSELL, "22087|store-009", 10, 6.0));

        // When
        Report.Incidents judged = judge(told, fault);
        List<Report.Goal> goals = Goals.of(judged, new Report.Latency(300, 900, 2), new Manifest(List.of(fault)));

        // Then
        assertThat(judged.falseIncidents()).hasSize(1);
        assertThat(judged.falsePerHour()).isEqualTo(1);
        assertThat(goals)
                .filteredOn(goal -> !goal.met())
                .extracting(Report.Goal::name)
                .containsExactly("false an hour", "signals an incident");
    }

    private static Report.Incidents judge(List<Incident> incidents, Fault... faults) {
        return IncidentJudge.judge(incidents, new Manifest(List.of(faults)), Duration.ofHours(1));
    }

    /** At ten pounds a minute, to be told within half an hour. */
    private static Fault fault(FaultKind kind, IncidentKind expected, String entity, int minutes, String cause) {
        return new Fault(
                kind + "-" + entity,
                kind,
                List.of(entity),
                NOON,
                NOON.plus(Duration.ofMinutes(minutes)),
                new Money(1_000, "GBP"),
                null,
                1,
                expected,
                cause,
                NOON.plus(Duration.ofMinutes(30)));
    }

    private static Incident incident(IncidentKind kind, String subject, int minute, double score, String... causes) {
        Instant at = NOON.plus(Duration.ofMinutes(minute));
        return new Incident(
                kind + subject,
                1,
                kind,
                "retailer",
                subject,
                "web-orders",
                Incident.Status.OPEN,
                2,
                score,
                List.of(),
                kind + " at " + subject,
                NOON,
                at,
                at,
                at,
                null,
                1,
                null,
                0,
                List.of("web-orders"),
                List.of(subject),
                List.of(),
                List.of(),
                List.of(causes).stream()
                        .map(what -> new Incident.Cause(what, 0.5, List.of()))
                        .toList(),
                Map.of(),
                null,
                "owner",
                "escalation",
                "runbook",
                "action",
                "ticket",
                null,
                null,
                null);
    }
}
