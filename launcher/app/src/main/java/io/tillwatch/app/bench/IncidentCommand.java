package io.tillwatch.app.bench;

import io.tillwatch.app.assembly.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch bench incidents}. */
@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the whole product, its engines in the same process, at a steady rate of receipts: how long from an"
                    + " event that is worth an incident until that stands in Elasticsearch.",
            "Every such event must be one incident afterwards; the exit code is 1 when one is missing or told twice."
        },
        footer = {"", "Example: ./tillwatch bench incidents --rate 1000 --json", "See docs/benchmarks.md"})
final class IncidentCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Option(names = "--rate", defaultValue = "1000", description = "receipts a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--for",
            defaultValue = "60s",
            paramLabel = "LENGTH",
            description = "how long, after what warms up; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String length;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tillwatch/bench",
            description = "broker, search engine and state stores, emptied before; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path dataDir;

    @Option(names = "--json", description = "prints the figures as one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        IncidentBench bench =
                new IncidentBench(rate, InventoryCommand.duration("--for", length), seed, dataDir.resolve("incidents"));
        IncidentBench.Report report = bench.run(new Terminal(spec.commandLine().getErr()));
        Printed.tell(spec, json, report, terminal -> print(report, terminal));
        return report.wrong() == 0 ? 0 : WRONG;
    }

    private static void print(IncidentBench.Report report, PrintWriter out) {
        Latency latency = report.eventToIncidentMillis();
        out.printf(
                Locale.ROOT,
                "at %,.0f receipts/s for %.0f s: event to incident p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, slowest %.0f ms"
                        + " (%,d)%n",
                report.eventsPerSecond(),
                report.seconds(),
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max(),
                latency.count());
        out.printf(
                Locale.ROOT,
                "%,d events worth an incident, %,d incidents found, wrong %d, seed %d%n",
                report.marked(),
                report.found(),
                report.wrong(),
                report.seed());
    }
}
