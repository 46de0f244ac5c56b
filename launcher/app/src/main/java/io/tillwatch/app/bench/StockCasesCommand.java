package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.inventory.StockCase;
import io.tillwatch.inventory.StockCaseResult;
import io.tillwatch.inventory.StockCases;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch bench stock-cases}. */
@Command(
        name = "stock-cases",
        mixinStandardHelpOptions = true,
        description = {
            "Runs stock cases through the ledger that the topology uses and writes what they came to.",
            "With --engine kafka they go through the real topology on an embedded broker, kept apart by prefixes."
        },
        footer = {"", "Example: ./tillwatch bench stock-cases --cases cases.jsonl --engine kafka --check"})
final class StockCasesCommand implements Callable<Integer> {
    private static final int SHOWN = 20;
    private static final int DIFFERENT = 1;

    @Option(names = "--cases", required = true, paramLabel = "FILE", description = "stock cases as JSON lines")
    @SuppressWarnings("NullAway.Init") // required
    private Path cases;

    @Option(names = "--out", paramLabel = "FILE", description = "writes one result a line; default: to the terminal")
    private @Nullable Path out;

    @Option(
            names = "--engine",
            defaultValue = "ledger",
            paramLabel = "ENGINE",
            description = "ledger or kafka; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private CaseEngine engine;

    @Option(
            names = "--check",
            description = "compares with what the file expects, tells the first differences, and exits with 1 when"
                    + " there are any")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<StockCase> read = read();
        long began = System.nanoTime();
        List<StockCaseResult> results = engine.run(read);
        double seconds = (System.nanoTime() - began) / 1e9;
        write(results);
        long events = read.stream().mapToLong(one -> one.events().size()).sum();
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%,d cases with %,d events in %.2f s%n", results.size(), events, seconds);
        int code = check ? check(results, err) : 0;
        err.flush();
        return code;
    }

    private int check(List<StockCaseResult> results, PrintWriter err) {
        List<String> differences;
        try {
            differences = CaseExpectations.read(cases).differences(results);
        } catch (IOException e) {
            throw new UserError(cases + " cannot be read again: leave it alone while cases run", e);
        }
        differences.stream().limit(SHOWN).forEach(err::println);
        if (differences.isEmpty()) {
            err.println("all as expected");
            return 0;
        }
        err.printf(Locale.ROOT, "%,d differences%n", differences.size());
        return DIFFERENT;
    }

    private List<StockCase> read() {
        if (!Files.isRegularFile(cases)) {
            throw new UserError(cases + " does not exist: name a file of stock cases with --cases");
        }
        try {
            return StockCases.read(cases);
        } catch (IOException e) {
            throw new UserError(e.getMessage() + ": each line must be one case as JSON", e);
        }
    }

    private void write(List<StockCaseResult> results) {
        try {
            if (out == null) {
                PrintWriter terminal = spec.commandLine().getOut();
                results.forEach(result -> terminal.println(line(result)));
                terminal.flush();
                return;
            }
            try (BufferedWriter file = Files.newBufferedWriter(out)) {
                for (StockCaseResult result : results) {
                    file.write(line(result));
                    file.newLine();
                }
            }
        } catch (IOException e) {
            throw new UserError("the results cannot be written to " + out + ": check the directory", e);
        }
    }

    private static String line(StockCaseResult result) {
        return new String(Json.bytes(result), StandardCharsets.UTF_8);
    }
}
