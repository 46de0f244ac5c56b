package io.tillwatch.app.replay;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.simulator.retailfile.ReadProgress;
import io.tillwatch.simulator.retailfile.RetailFile;
import io.tillwatch.simulator.retailfile.RetailTotals;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tillwatch replay-file}. */
@Command(
        name = "replay-file",
        mixinStandardHelpOptions = true,
        description = {
            "Maps a retailer's year (the UCI Online Retail file, CSV or gzipped CSV) to events, and ends with totals"
                    + " that equal the file's.",
            "With --kafka the events go to the topics of a running Tillwatch; without, they are only made and counted."
        },
        footer = {"", "Example: ./tillwatch replay-file online_retail.csv.gz --json"})
public final class ReplayFileCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;

    @Parameters(paramLabel = "FILE", description = "the file, gzipped or plain")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "max, or how many times as fast as it happened, such as 60x; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String speed;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "sends the events to these brokers")
    private @Nullable String kafka;

    @Option(names = "--json", description = "prints the totals as one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Pace pace = Pace.of(speed);
        long began = System.nanoTime();
        RetailTotals totals;
        try (EventSink sink = kafka == null ? EventSink.counting() : EventSink.kafka(kafka)) {
            totals = read(event -> {
                pace.await(event.envelope().occurredAt());
                sink.accept(event);
            });
        } catch (UncheckedIOException e) {
            throw new UserError(e.getMessage() + "; name the CSV file, gzipped or plain", e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        tell(totals, seconds);
        return totals.unaccounted() == 0 && totals.rejected() == 0 ? 0 : INCOMPLETE;
    }

    private RetailTotals read(Consumer<Event<?>> sink) {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("replaying")
                .setInitialMax(100)
                .setUpdateIntervalMillis(200)
                .build()) {
            return RetailFile.read(file, sink, progress -> bar.stepTo(percent(progress)));
        }
    }

    private static long percent(ReadProgress progress) {
        return 100 * progress.bytesRead() / Math.max(1, progress.bytes());
    }

    private void tell(RetailTotals totals, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.bytes(ReplayTotals.of(totals, seconds)), StandardCharsets.UTF_8));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d lines of %,d invoices became %,d events in %.1f s (%,.0f lines/s)%n",
                    totals.lines(),
                    totals.invoices(),
                    totals.events(),
                    seconds,
                    totals.lines() / Math.max(0.001, seconds));
            out.printf(
                    Locale.ROOT,
                    "sales %,d   returns %,d   adjustments %,d   not goods %,d   rejected %,d   unaccounted %,d%n",
                    totals.sales(),
                    totals.returns(),
                    totals.adjustments(),
                    totals.nonGoods(),
                    totals.rejected(),
                    totals.unaccounted());
            out.printf(
                    Locale.ROOT,
                    "goods: %,d units, %s over %d days; not goods: %s; adjusted: %,d units%n",
                    totals.units(),
                    totals.revenue(),
                    totals.revenueByDay().size(),
                    totals.nonGoodsMoney(),
                    totals.adjustedUnits());
        }
        totals.rejectedLines().stream()
                .limit(10)
                .forEach(line -> spec.commandLine()
                        .getErr()
                        .println("line " + line.number() + " was not understood: " + line.reason()));
        out.flush();
    }
}
