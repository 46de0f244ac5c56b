package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--events", description = "events a round; default: 2000000")
    private @Nullable Long events;

    @Option(
            names = "--keys",
            defaultValue = "200000",
            description = "SKU and location pairs, the first ones busier by far; default: ${DEFAULT-VALUE}")
    private int keys;

    @Option(
            names = "--fill",
            defaultValue = "0",
            description = "events more, before all others and not timed, that touch one key after the other; default:"
                    + " ${DEFAULT-VALUE}")
    private long fill;

    @Option(
            names = "--late-duplicates",
            defaultValue = "0.01",
            description = "share of events that come again, up to 500,000 events later; default: ${DEFAULT-VALUE}")
    private double lateDuplicates;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--commit-interval",
            description = "how often results become visible; default: 1s, with --http 200ms")
    private @Nullable String commitInterval;

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
            names = "--growth",
            split = ",",
            paramLabel = "KEYS",
            description =
                    "measures the stock events once for each of these numbers of keys, all of them touched before")
    private List<Integer> growth = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "with --growth: writes " + GrowthPage.PAGE + " and " + GrowthPage.PICTURE + " into DIR")
    private @Nullable Path out;

    @Option(
            names = "--http",
            description = "measures the inventory with its console instead: event to position over HTTP, and point"
                    + " reads, at a steady rate; --events come before (default: 300000, every 200ms a commit)")
    private boolean http;

    @Option(
            names = "--rate",
            defaultValue = "5000",
            description = "with --http: events a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--reads",
            defaultValue = "1000",
            description = "with --http: point reads a second; default: ${DEFAULT-VALUE}")
    private int reads;

    @Option(
            names = "--for",
            defaultValue = "30s",
            paramLabel = "LENGTH",
            description = "with --http: how long; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String length;

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
        if (http && !growth.isEmpty()) {
            throw new UserError("--http and --growth are two measurements: choose one");
        }
        if (out != null && growth.isEmpty()) {
            throw new UserError("--out belongs to --growth");
        }
        if (http) {
            HttpBench.Report report =
                    new HttpBench(setup(300_000, "200ms"), rate, reads, duration("--for", length)).run();
            Printed.tell(spec, json, report, terminal -> InventoryText.print(report, terminal));
            return report.wrong() == 0 && report.failures() == 0 ? 0 : WRONG;
        }
        if (!growth.isEmpty()) {
            return growth();
        }
        InventoryReport report = new InventoryBench(setup(2_000_000, "1s")).run(mix);
        Printed.tell(spec, json, report, terminal -> InventoryText.print(report, terminal));
        InventoryReport.Side receipts = report.receipts();
        return report.wrong() == 0 && (receipts == null || receipts.wrong() == 0) ? 0 : WRONG;
    }

    private int growth() {
        for (int size : growth) {
            if (size < Goods.LOCATIONS) {
                throw new UserError("--growth " + size + " is too small: from " + Goods.LOCATIONS + " keys on");
            }
        }
        GrowthBench.Report report = new GrowthBench(setup(1_000_000, "1s")).run(growth);
        Printed.tell(spec, json, report, terminal -> InventoryText.print(report, terminal));
        if (out != null) {
            GrowthPage.write(report, typed(), out);
        }
        return report.wrong() == 0 ? 0 : WRONG;
    }

    /** What makes the same figures again, wherever they were written to. */
    private String typed() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !List.of("--data-dir", "--json", "--out").contains(option.longestName()))
                .map(option -> option.longestName() + " " + String.join(",", option.originalStringValues()))
                .collect(Collectors.joining(" ", "./tillwatch bench inventory ", " --out docs"));
    }

    private BenchSetup setup(long usualEvents, String usualCommits) {
        return new BenchSetup(
                events == null ? usualEvents : events,
                keys,
                fill,
                lateDuplicates,
                seed,
                duration("--commit-interval", commitInterval == null ? usualCommits : commitInterval),
                threads,
                rounds,
                bodyBytes,
                dataDir.resolve("inventory"));
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
