package io.tillwatch.models.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leaves results under {@code target/bench} for the scorers; README.md has the commands and the figures. */
@Tag("long")
class BenchmarksTest {
    private static final Path OUT = Path.of("target", "bench");

    @Test
    void nab_series_are_scored_by_the_floor_and_with_the_model() throws IOException {
        // Given
        Path data = shared("bench/nab/data");
        // When
        Benchmarks.nab(data, OUT.resolve("nab-floor"), false);
        Benchmarks.nab(data, OUT.resolve("nab-model"), true);
        // Then
        assertThat(files(OUT.resolve("nab-floor"))).isEqualTo(files(data));
        assertThat(files(OUT.resolve("nab-model"))).isEqualTo(files(data));
    }

    @Test
    void log_lines_are_assigned_to_templates() throws IOException {
        // Given
        Path logs = shared("bench/loghub");
        // When
        Benchmarks.loghub(logs, OUT.resolve("loghub"));
        // Then
        assertThat(files(OUT.resolve("loghub"))).isPositive();
    }

    private static Path shared(String folder) {
        Path path = Path.of(System.getProperty("tillwatch.shared", "../shared")).resolve(folder);
        assumeTrue(Files.isDirectory(path), "no benchmark data at " + path + ", set -Dtillwatch.shared");
        return path;
    }

    private static long files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(p -> p.toString().endsWith(".csv")).count();
        }
    }
}
