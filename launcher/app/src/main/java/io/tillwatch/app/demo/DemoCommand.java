package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on this machine: a simulated retailer with real demand and planted faults, the engines,"
                    + " Tillwatch, and its console.",
            "With --for it stops by itself and holds what it found against what really happened."
        },
        footer = {
            "",
            "Examples: ./tillwatch demo",
            "          ./tillwatch demo --for 3m --seed 7 --report report.json",
            "          ./tillwatch demo --scenario fault-day --for 10m --seed 7 --report report.json"
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--for", paramLabel = "TIME", description = "how long the world runs, such as 3m; then a report")
    private @Nullable String runFor;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "another seed is another world; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "world seconds a second; default: the day fits into --for, at most 240; 60 without --for")
    private @Nullable Double speed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "day",
            description = "day (ten faults) or fault-day (much goes wrong at once); default: ${DEFAULT-VALUE}")
    private String scenario = "day";

    @Option(
            names = "--chaos",
            split = ",",
            paramLabel = "KIND",
            description = "duplicates (20 %% of all records twice), shuffle (arrival out of order)")
    private List<String> chaos = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "writes the report here, as JSON")
    private @Nullable Path report;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where engines and state keep files; default: .tillwatch/demo")
    private Path dataDir = Path.of(".tillwatch", "demo");

    @Option(names = "--port", paramLabel = "PORT", description = "port of the console, 0 for any; default: 7878")
    private @Nullable Integer port;

    @Option(names = "--fresh", description = "begins the day anew instead of going on where a stopped demo was")
    private boolean fresh;

    @Option(names = "--config", paramLabel = "FILE", description = "ports and the like in YAML")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        DemoOptions options = DemoOptions.of(seed, runFor, speed, scenario, chaos, dataDir, report, fresh);
        TillwatchConfig read = ConfigFile.read(config);
        TillwatchConfig base = read.in(dataDir);
        TillwatchConfig configuration =
                port == null ? base : base.with(base.console().onPort(port));
        return new DemoRun(
                        options, configuration, new Terminal(spec.commandLine().getErr()))
                .run();
    }
}
