package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The growth of the ledger's cost as a page with a table, and a picture beside it. */
final class GrowthPage {
    static final String PAGE = "benchmarks-growth.md";
    static final String PICTURE = "images/benchmarks-growth.svg";

    private GrowthPage() {}

    /**
     * Writes {@value #PAGE} and {@value #PICTURE}.
     *
     * @param command what was typed, so that it can be typed again
     */
    static void write(GrowthBench.Report report, String command, Path directory) {
        try {
            Files.createDirectories(directory.resolve(PICTURE).getParent());
            Files.writeString(directory.resolve(PAGE), page(report, command));
            Files.writeString(directory.resolve(PICTURE), picture(report));
        } catch (IOException e) {
            throw new UserError("the page cannot be written to " + directory + ": check the directory of --out", e);
        }
    }

    private static String page(GrowthBench.Report report, String command) {
        StringBuilder page = new StringBuilder();
        page.append("# The ledger as its state grows\n\n")
                .append("Written by `")
                .append(command)
                .append("`; what each figure means stands in\n")
                .append("[Benchmarks](benchmarks.md).\n\n")
                .append(
                        "| keys | events/s | ratio | us/event | memory MB | state MB | restart s | restore s | entries/s"
                                + " | wrong |\n")
                .append("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (GrowthBench.Step step : report.steps()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.3f | %.2f | %,d | %,d | %.2f | %.2f | %,.0f | %d |%n",
                    step.keys(),
                    step.eventsPerSecond(),
                    step.ratioToConsumeAndParse(),
                    step.cpuMicrosPerEvent(),
                    step.rssMb(),
                    step.stateMb(),
                    step.restartSeconds(),
                    step.restoreSeconds(),
                    step.restoredEntriesPerSecond(),
                    step.wrong()));
        }
        page.append(String.format(
                        Locale.ROOT,
                        "%n%,d timed and untimed events on top of one for each key, commit every %d ms, %s, Java %s with"
                                + " %,d MB of heap%nand %s, %d processors, seed %d.%n%n",
                        report.events(),
                        report.commitIntervalMillis(),
                        report.processingGuarantee(),
                        report.jvm().version(),
                        report.jvm().maxHeapMb(),
                        String.join(" and ", report.jvm().collectors()),
                        report.jvm().processors(),
                        report.seed()))
                .append("![Events a second, memory and disk, restart and restore by number of keys](")
                .append(PICTURE)
                .append(")\n");
        return page.toString();
    }

    private static String picture(GrowthBench.Report report) {
        List<String> keys = report.steps().stream()
                .map(step -> String.format(Locale.ROOT, "%,d", step.keys()))
                .toList();
        return new SvgCharts("keys", keys)
                .chart(
                        "events a second",
                        new SvgCharts.Line("ledger", values(report, GrowthBench.Step::eventsPerSecond)))
                .chart(
                        "MB",
                        new SvgCharts.Line("memory", values(report, step -> step.rssMb())),
                        new SvgCharts.Line("state on disk", values(report, step -> step.stateMb())))
                .chart(
                        "seconds until a right read",
                        new SvgCharts.Line("restart", values(report, GrowthBench.Step::restartSeconds)),
                        new SvgCharts.Line(
                                "after loss of the disk", values(report, GrowthBench.Step::secondsUntilRunning)))
                .svg();
    }

    private static List<Double> values(
            GrowthBench.Report report, java.util.function.ToDoubleFunction<GrowthBench.Step> figure) {
        return report.steps().stream().mapToDouble(figure).boxed().toList();
    }
}
