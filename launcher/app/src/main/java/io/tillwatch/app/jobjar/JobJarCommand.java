package io.tillwatch.app.jobjar;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch job-jar}. */
@Command(
        name = "job-jar",
        mixinStandardHelpOptions = true,
        description = "Writes the streaming reconciliation as one jar for your own Flink 2.3 cluster.",
        footer = {
            "",
            "Then: flink run -d tillwatch-job.jar --bootstrap-servers kafka:9092",
            "Its options, state and delivery: docs/flink-cluster.md"
        })
public final class JobJarCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "tillwatch-job.jar",
            description = "default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        JobJar.write(out);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println("written: " + out);
        terminal.flush();
        return 0;
    }
}
