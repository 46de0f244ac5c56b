package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whether the benchmark measures what it says it measures, and is right; not how fast anything is. */
@Tag("long")
class InventoryBenchTest {
    @TempDir
    private Path directory;

    private JsonNode run(String... options) throws IOException {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("inventory", "--json", "--data-dir", directory.toString()));
        arguments.addAll(List.of(options));
        int code = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).isZero();
        return Json.mapper().readTree(out.toString());
    }

    @Test
    void a_small_run_with_seed_7_is_right_and_tells_both_sides_restart_and_restore() throws IOException {
        // When
        JsonNode report =
                run("--events=4000", "--keys=400", "--rounds=1", "--mix=stock", "--commit-interval=200ms", "--seed=7");

        // Then
        assertThat(report.get("wrong").asLong()).isZero();
        assertThat(report.get("events").asLong()).isEqualTo(4000);
        assertThat(report.get("duplicates").asLong()).isBetween(15L, 80L);
        assertThat(report.get("outputs").asLong())
                .as("one position told for each event let in")
                .isEqualTo(4000 - report.get("duplicates").asLong());
        assertThat(report.get("processingGuarantee").asText()).isEqualTo("exactly_once_v2");
        assertThat(report.get("commitIntervalMillis").asLong()).isEqualTo(200);
        for (String figure : List.of(
                "ratioToConsumeAndParse",
                "cpuRatioToConsumeAndParse",
                "eventsPerSecond",
                "baselineEventsPerSecond",
                "cpuMicrosPerEvent",
                "restartSeconds")) {
            assertThat(report.get(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(report.get("restore").get("records").asLong()).isPositive();
        assertThat(report.get("restore").get("ledgerEntries").asLong())
                .isEqualTo(report.get("outputs").asLong() + report.get("keys").asLong());
        assertThat(report.get("rounds")).hasSize(1);
    }

    @Test
    @Tag("long")
    void receipts_are_right_although_their_lines_travel_with_seed_7() throws IOException {
        // When
        JsonNode report = run("--events=8000", "--keys=400", "--rounds=2", "--mix=receipts", "--seed=7");

        // Then
        assertThat(report.get("traffic").asText()).isEqualTo("receipts");
        assertThat(report.get("wrong").asLong()).isZero();
        assertThat(report.get("outputs").asLong())
                .as("one position told for each line")
                .isGreaterThan(2
                        * (report.get("events").asLong()
                                - report.get("duplicates").asLong()));
    }

    @Test
    @Tag("long")
    void marked_events_show_over_http_while_others_are_written_with_seed_7() throws IOException {
        // When
        JsonNode report =
                run("--http", "--for=3s", "--events=5000", "--keys=400", "--rate=200", "--reads=50", "--seed=7");

        // Then
        assertThat(report.get("wrong").asLong()).isZero();
        assertThat(report.get("failures").asLong()).isZero();
        assertThat(report.get("pointReadMillis").get("count").asLong()).isEqualTo(150);
        assertThat(report.get("eventToVisibleMillis").get("count").asLong()).isPositive();
    }
}
