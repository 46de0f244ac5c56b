package io.tillwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Silence;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilencesApiTest {
    private static final List<Silence> accepted = new CopyOnWriteArrayList<>();
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        PreviewWorld world = PreviewWorld.busy();
        ConsolePorts ports = world.ports();
        console = RunningConsole.of(
                world,
                ports.with((SilenceSink) silence -> {
                    accepted.add(silence);
                    ports.live().apply(silence);
                }),
                0);
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
        assertThat(accepted).last().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(IncidentKind.FLOW_LATE);
            assertThat(one.actor()).isEqualTo("ada");
            assertThat(one.until()).isEqualTo(one.from().plusSeconds(90 * 60));
        });
        assertThat(console.json("/api/v1/silences").findValuesAsText("id")).contains(id);

        // When
        var ended = console.post("/api/v1/silences/" + id + "/end", "{\"actor\":\"bob\"}");

        // Then
        assertThat(ended.statusCode()).isEqualTo(202);
        assertThat(accepted).last().extracting(Silence::endedBy).isEqualTo("bob");
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
    void suppressions_are_counted_by_rule() {
        assertThat(console.json("/api/v1/suppressions").has("counts")).isTrue();
        assertThat(console.get("/api/v1/suppressions?rule=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(console.post("/api/v1/silences/none/end", "{}").statusCode()).isEqualTo(404);
    }
}
