package io.tillwatch.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.engines.junit.FlinkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FlinkExtension.class)
class EmbeddedFlinkTest {
    @Test
    void runs_a_bounded_job_to_its_end(EmbeddedFlink flink, @TempDir Path out) throws Exception {
        // Given a job that writes three numbers
        StreamExecutionEnvironment environment = flink.environment();
        environment.setParallelism(1);
        environment
                .fromData(1L, 2L, 3L)
                .map(number -> "n" + number)
                .returns(String.class)
                .sinkTo(FileSink.forRowFormat(
                                new org.apache.flink.core.fs.Path(out.toUri()), new SimpleStringEncoder<String>())
                        .build());

        // When
        JobID job = flink.submit(environment, "three numbers", null);
        flink.await(job, Duration.ofSeconds(30));

        // Then
        assertThat(flink.status(job)).isEqualTo(JobStatus.FINISHED);
        assertThat(lines(out)).contains("n1", "n2", "n3");
    }

    @Test
    void whoever_asks_for_a_job_while_all_is_stopped_hears_that_it_does_not_run(@TempDir Path dataDir) {
        // Given
        EmbeddedFlink flink = EmbeddedFlink.start(dataDir, 1);

        // When
        flink.close();

        // Then
        assertThat(flink.status(new JobID())).isEqualTo(JobStatus.SUSPENDED);
    }

    private static List<String> lines(Path out) throws Exception {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
