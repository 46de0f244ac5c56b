package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole fault day on real engines, at four times the pace at which it is meant to be judged. */
@Tag("long")
class FaultDayDemoTest {
    @TempDir
    Path dir;

    @Test
    void a_fault_day_is_sound_and_its_faults_are_told_seed_3() throws Exception {
        // Given
        Path file = dir.resolve("report.json");
        StringWriter said = new StringWriter();

        // When
        int code = new CommandLine(new DemoCommand())
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--scenario",
                        "fault-day",
                        "--for",
                        "3m",
                        "--seed",
                        "3",
                        "--port",
                        "0",
                        "--data-dir",
                        dir.resolve("data").toString(),
                        "--report",
                        file.toString());

        // Then
        assertThat(code).as(said.toString()).isZero();
        JsonNode incidents = Json.mapper().readTree(file.toFile()).path("incidents");
        List<String> missed = new ArrayList<>();
        incidents.path("faults").forEach(fault -> {
            if (!fault.path("detected").asBoolean()) {
                missed.add(fault.path("fault").asText());
            }
        });
        assertThat(missed).as(said.toString()).hasSizeLessThanOrEqualTo(1);
        assertThat(incidents.path("falsePerHour").asDouble()).isLessThanOrEqualTo(0.5);
    }
}
