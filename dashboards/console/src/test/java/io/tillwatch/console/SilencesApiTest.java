package io.tillwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Silence;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilencesApiTest {
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.of(PreviewWorld.busy());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void a_silence_is_created_listed_and_ended_by_whom_it_says() {
        // When
        var created = console.post(
                "/api/v1/silences",
                "{\"kind\":\"FLOW_LATE\",\"flow\":\"web-orders\",\"reason\":\"move\",\"actor\":\"ada\",\"minutes\":90}");
        JsonNode silence = RunningConsole.json(created);
        String id = silence.get("id").asText();

        // Then
        assertThat(created.statusCode()).isEqualTo(202);
        assertThat(console.world.silences).last().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(IncidentKind.FLOW_LATE);
            assertThat(one.actor()).isEqualTo("ada");
            assertThat(one.until()).isEqualTo(one.from().plusSeconds(90 * 60));
        });
        assertThat(console.json("/api/v1/silences").findValuesAsText("id")).contains(id);

        // When
        var ended = console.post("/api/v1/silences/" + id + "/end", "{\"actor\":\"bob\"}");

        // Then
        assertThat(ended.statusCode()).isEqualTo(202);
        assertThat(console.world.silences).last().extracting(Silence::endedBy).isEqualTo("bob");
        assertThat(console.json("/api/v1/silences").findValuesAsText("id")).doesNotContain(id);
        assertThat(console.json("/api/v1/silences?all=true").findValuesAsText("id"))
                .contains(id);
        assertThat(console.post("/api/v1/silences/" + id + "/end", "{}").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"x\",\"minutes\":5} | at least one of kind",
                "{\"flow\":\"web-orders\",\"minutes\":5} | reason is missing",
                "{\"flow\":\"web-orders\",\"reason\":\"x\"} | minutes must lie between",
                "{\"flow\":\"web-orders\",\"reason\":\"x\",\"minutes\":999999} | minutes must lie between",
                "{\"flwo\":\"web-orders\",\"reason\":\"x\",\"minutes\":5} | known fields",
                "[ | known fields"
            })
    void what_makes_no_silence_is_refused_with_the_reason(String body, String says) {
        var response = console.post("/api/v1/silences", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(says);
    }

    @Test
    void the_silences_that_keep_an_incident_quiet_are_asked_for_by_its_id() {
        // Then one whose flow is silenced, one that no silence names, one that is unknown
        assertThat(console.json("/api/v1/silences?incident=inc-55e0b7").findValuesAsText("id"))
                .containsExactly("quiet-move");
        assertThat(console.json("/api/v1/silences?incident=inc-7f31a2").findValuesAsText("id"))
                .isEmpty();
        assertThat(console.get("/api/v1/silences?incident=none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 23",
        "?rule=INHIBITED, 12",
        "?flow=web-orders, 7",
        "?kind=SOURCE_SILENT, 4",
        "?incident=inc-7f31a2, 12",
        "?rule=EXPECTED&incident=inc-7f31a2, 0"
    })
    void held_signals_are_narrowed_by_rule_flow_kind_and_incident_and_counted_by_rule_all_the_same(
            String query, int listed) {
        JsonNode view = console.json("/api/v1/suppressions" + query);

        assertThat(view.get("newest")).hasSize(listed);
        assertThat(view.at("/counts/EXPECTED").asInt()).isEqualTo(7);
        assertThat(view.at("/counts/INHIBITED").asInt()).isEqualTo(12);
        assertThat(view.at("/counts/SILENCED").asInt()).isEqualTo(4);
    }

    @Test
    void held_signals_come_newest_first() {
        List<String> times = console.json("/api/v1/suppressions").get("newest").findValuesAsText("at");

        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void what_cannot_be_asked_for_is_refused() {
        assertThat(console.get("/api/v1/suppressions?rule=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(console.post("/api/v1/silences/none/end", "{}").statusCode()).isEqualTo(404);
    }
}
