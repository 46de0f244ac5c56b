package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationBenchTest {
    @TempDir
    private Path directory;

    @Test
    void the_same_rows_and_seed_write_the_same_files() throws Exception {
        // Given
        BookFiles files = BookWriter.write(20_000, 3, directory.resolve("one"));

        // When
        BookFiles again = BookWriter.write(20_000, 3, directory.resolve("two"));

        // Then
        for (String name : List.of("sales.csv", "pos_order.csv", "pos_session.csv", "account_move.csv", "truth.csv")) {
            assertThat(Files.mismatch(
                            files.directory().resolve(name), again.directory().resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
        assertThat(BookWriter.truth(files)).isNotEmpty();
    }

    @Test
    @Tag("long")
    void the_job_and_duckdb_find_exactly_what_was_planted() {
        // Given
        ReconciliationBench bench = new ReconciliationBench(200_000, 5, 1, directory);

        // When
        ReconciliationBench.Report report = bench.run();

        // Then
        assertThat(report.planted()).isGreaterThan(10);
        assertThat(report.wrong()).isZero();
        assertThat(report.duckDbWrong()).isZero();
        assertThat(report.cpuSeconds()).isPositive();
        assertThat(report.duckDbCpuSeconds()).isPositive();
    }
}
