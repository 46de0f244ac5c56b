package io.tillwatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokenPortsTest {
    private static final String INSIDE = "connection to es-01.internal refused";

    @Test
    void a_search_engine_that_is_away_is_a_503_with_a_time_to_try_again() {
        // Given
        PreviewWorld world = PreviewWorld.empty();
        StockSearch away = query -> {
            throw new SourceUnavailableException("Elasticsearch", new IllegalStateException(INSIDE));
        };

        // When
        try (RunningConsole console = RunningConsole.of(world, ports(world, away, verdict -> {}), 0)) {
            HttpResponse<String> answer = console.get("/api/v1/stock");

            // Then
            ApiTest.assertProblem(answer, 503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.body()).contains("Elasticsearch").doesNotContain(INSIDE);
            assertThat(console.get("/api/v1/overview").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_defect_is_a_500_that_tells_nothing_of_the_inside() {
        // Given
        PreviewWorld world = PreviewWorld.empty();
        StockSearch broken = query -> {
            throw new IllegalStateException(INSIDE);
        };

        // When
        try (RunningConsole console = RunningConsole.of(world, ports(world, broken, verdict -> {}), 0)) {
            HttpResponse<String> answer = console.get("/api/v1/stock");

            // Then
            ApiTest.assertProblem(answer, 500);
            assertThat(answer.body()).doesNotContain(INSIDE);
        }
    }

    @Test
    void a_verdict_that_was_not_stored_is_not_said_to_be() {
        // Given
        PreviewWorld world = PreviewWorld.busy();
        VerdictSink away = verdict -> {
            throw new SourceUnavailableException("Kafka", new IllegalStateException(INSIDE));
        };

        // When
        try (RunningConsole console = RunningConsole.of(world, ports(world, world.stock, away), 0)) {
            HttpResponse<String> answer =
                    console.post("/api/v1/incidents/inc-7f31a2/verdicts", "{\"say\":\"RESOLVE\"}");

            // Then
            ApiTest.assertProblem(answer, 503);
        }
    }

    @Test
    void a_check_that_fails_makes_the_console_not_ready_and_says_which() {
        // Given
        PreviewWorld world = PreviewWorld.empty();
        ConsolePorts ports = new ConsolePorts(
                world.stock,
                world.stock,
                world.live,
                world.live,
                verdict -> {},
                world.live,
                List.of(new Check("ledger", () -> "it restores its state"), new Check("broken", () -> {
                    throw new IllegalStateException(INSIDE);
                })));

        // When
        try (RunningConsole console = RunningConsole.of(world, ports, 0)) {
            HttpResponse<String> ready = console.get("/health/ready");

            // Then
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("it restores its state").doesNotContain(INSIDE);
            assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_port_that_is_taken_is_said_with_the_setting_that_changes_it() {
        // Given
        try (RunningConsole first = RunningConsole.of(PreviewWorld.empty())) {
            PreviewWorld world = PreviewWorld.empty();

            // Then
            assertThatThrownBy(() -> RunningConsole.of(world, world.ports(), first.port()))
                    .isInstanceOf(ConsoleStartException.class)
                    .hasMessageContaining("console.port")
                    .hasMessageContaining(Integer.toString(first.port()));
        }
    }

    private static ConsolePorts ports(PreviewWorld world, StockSearch search, VerdictSink verdicts) {
        return ConsolePorts.live(world.stock, search, verdicts, world.live);
    }
}
