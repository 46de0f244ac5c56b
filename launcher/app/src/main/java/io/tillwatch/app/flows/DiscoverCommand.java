package io.tillwatch.app.flows;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.contracts.flow.FlowCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tillwatch flows discover}. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description = {
            "Reads topics, consumer groups and telemetry of the Kafka that is configured, changes nothing there, and"
                    + " lists what runs but stands in no entry of the flow catalogue, each with a draft to paste.",
            "Exit code 0; with --strict 3 when something runs that no entry names."
        },
        footer = {
            "",
            "Examples:",
            "  ./tillwatch flows discover --config tillwatch.yaml",
            "  ./tillwatch flows discover --kafka 127.0.0.1:19092 --format json    # the demo's broker, while it runs"
        })
final class DiscoverCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "configuration in YAML; without it, all defaults")
    private @Nullable Path config;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "these brokers in place of the configured ones")
    private @Nullable String kafka;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20000",
            description = "reads the newest N of each partition; default: ${DEFAULT-VALUE}")
    private long records;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "reads for so long at most; default: ${DEFAULT-VALUE}")
    private long seconds;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private OutputFormat format;

    @Option(names = "--strict", description = "exit code 3 when something runs that no entry names")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /**
     * What is printed as JSON.
     *
     * @param complete false when the time was over before all was read: then less may be unused than it seems
     */
    private record Report(
            Instant at, String kafka, long topics, long groups, long records, boolean complete, List<Find> finds) {}

    @Override
    public Integer call() {
        if (records < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--records and --seconds must be at least 1");
        }
        TillwatchConfig configuration = ConfigFile.read(config);
        FlowCatalogue catalogue = ConfigFile.flows(configuration);
        Map<String, Object> clients = clients(configuration);
        Terminal terminal = new Terminal(spec.commandLine().getErr());
        Census census = new KafkaCensus(
                        clients,
                        records,
                        Duration.ofSeconds(seconds),
                        (read, of) -> terminal.tick("  read " + read + " of " + of + " records "))
                .take();
        terminal.line("");
        List<Find> finds = Discovery.of(catalogue, census);
        Report report = new Report(
                Instant.now(),
                String.valueOf(clients.get("bootstrap.servers")),
                census.topics().size(),
                census.groups().size(),
                census.records(),
                census.complete(),
                finds);
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            OutputFormat.json(report, out);
        } else {
            print(report, out);
        }
        boolean unknown = finds.stream().anyMatch(find -> find.kind() != Find.Kind.UNUSED_ENTRY);
        return strict && unknown ? FlowsCommand.FOUND : 0;
    }

    private Map<String, Object> clients(TillwatchConfig configuration) {
        String servers = kafka != null ? kafka : configuration.kafka().bootstrapServers();
        if (servers == null) {
            throw new UserError("no Kafka is configured: name it with --kafka HOST:PORT, or by kafka.bootstrapServers"
                    + " in the file of --config");
        }
        Map<String, Object> clients = new HashMap<>(configuration.kafka().properties());
        clients.put("bootstrap.servers", servers);
        return clients;
    }

    private static void print(Report report, PrintWriter out) {
        out.printf(
                "%s: %d topics and %d consumer groups that are not Tillwatch's own, %d records read%s%n",
                report.kafka(),
                report.topics(),
                report.groups(),
                report.records(),
                report.complete() ? "" : " before the time was over (--seconds)");
        for (Find.Kind kind : Find.Kind.values()) {
            List<Find> finds =
                    report.finds().stream().filter(find -> find.kind() == kind).toList();
            if (!finds.isEmpty()) {
                out.printf("%n%d %s%n", finds.size(), kind.title());
                for (Find find : finds) {
                    out.printf("%n  %s: %s%n", find.name(), find.says());
                    if (find.draft() != null) {
                        out.print(find.draft());
                    }
                }
            }
        }
        if (report.finds().isEmpty()) {
            out.println("Everything that runs stands in the catalogue, and everything in the catalogue runs.");
        }
        out.flush();
    }
}
