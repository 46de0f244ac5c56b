package io.tillwatch.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of the machine; a test that needs one which is not there is skipped and says so. */
final class Program {
    private static final int SECONDS = 60;

    private final Path file;

    private Program(Path file) {
        this.file = file;
    }

    /** What came of a run: exit code and all that was printed. */
    record Run(int code, String output) {}

    static Program named(String name) {
        Optional<Path> found = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not on the path: install Prometheus to run this test");
        return new Program(found.orElseThrow());
    }

    /** Runs to its end. */
    Run run(@Nullable Path input, Path directory, String... arguments) {
        Path output = directory.resolve("output-" + System.nanoTime() + ".txt");
        try {
            ProcessBuilder builder = builder(output, directory, arguments);
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            Process process = builder.start();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", file)
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts and leaves it running; the caller stops it. */
    Process start(Path output, Path directory, String... arguments) throws IOException {
        return builder(output, directory, arguments).start();
    }

    private ProcessBuilder builder(Path output, Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
    }
}
