package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch bench inventory}. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the stock ledger (real topology, RocksDB, exactly_once_v2) against reading and parsing the same"
                    + " events with Jackson on one thread, turn by turn on one embedded broker.",
            "Every position is then held against an independent sum of the events; the exit code is 1 when one differs.",
            "The headline is for events keyed by SKU. Receipts are keyed by store: their lines take one more hop over"
                    + " the broker, and are told apart as 'receipts'."
        },
        footer = {"", "Example: ./tillwatch bench inventory --json", "What is measured how: docs/benchmarks.md"})
final class InventoryCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Option(names = "--events", defaultValue = "2000000", description = "events a round; default: ${DEFAULT-VALUE}")
    private long events;

    @Option(
            names = "--keys",
            defaultValue = "200000",
            description = "SKU and location pairs, the first ones busier by far; default: ${DEFAULT-VALUE}")
    private int keys;

    @Option(
            names = "--late-duplicates",
            defaultValue = "0.01",
            description = "share of events that come again, up to 500,000 events later; default: ${DEFAULT-VALUE}")
    private double lateDuplicates;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--commit-interval",
            defaultValue = "1s",
            description = "how often results become visible; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String commitInterval;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "stream threads, and partitions of every topic; default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(names = "--rounds", defaultValue = "3", description = "default: ${DEFAULT-VALUE}; medians are told")
    private int rounds;

    @Option(
            names = "--body-bytes",
            defaultValue = "285",
            description = "stock events are filled up to this with fields that the contract does not name; 0 leaves"
                    + " them as they are; default: ${DEFAULT-VALUE}")
    private int bodyBytes;

    @Option(names = "--mix", defaultValue = "both", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Mix mix;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tillwatch/bench",
            description = "broker and state stores, emptied before; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path dataDir;

    @Option(names = "--json", description = "prints the figures as one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        BenchSetup setup = new BenchSetup(
                events,
                keys,
                lateDuplicates,
                seed,
                duration("--commit-interval", commitInterval),
                threads,
                rounds,
                bodyBytes,
                dataDir.resolve("inventory"));
        InventoryReport report = new InventoryBench(setup).run(mix);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.bytes(report), StandardCharsets.UTF_8));
        } else {
            InventoryText.print(report, out);
        }
        out.flush();
        InventoryReport.Side receipts = report.receipts();
        return report.wrong() == 0 && (receipts == null || receipts.wrong() == 0) ? 0 : WRONG;
    }

    /** {@code 100ms}, {@code 1s} or ISO-8601. */
    static Duration duration(String option, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (upper.endsWith("MS")) {
                return Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)));
            }
            return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new UserError(option + " " + text + " is no duration: write 100ms, 1s or 2m", e);
        }
    }
}
