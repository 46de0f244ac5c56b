package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.reconciliation.BatchReconciliation;
import io.tillwatch.reconciliation.EvidenceFile;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.SalesExtract;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch reconcile}. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Holds a file of sales against Odoo's books and explains each difference.",
            "Exit code 0 when they balance, 3 when they do not or a line could not be read, 1 when nothing could be"
                    + " judged, 2 for options that make no sense."
        },
        footer = {
            "",
            "A sale is a line such as",
            "  {\"source_id\": \"R1\", \"channel\": \"pos\", \"session_id\": 12, \"uuid\": \"6d76b07e\", \"ticket\": \"R1\",",
            "   \"ts_utc\": \"2026-03-10 08:15:00\", \"currency\": \"EUR\", \"amount_total\": 23.75, \"amount_tax\": 1.76,"
                    + " \"method\": \"card\"}",
            "with external_ref in place of session_id, uuid and ticket for an order of a channel without tills.",
            "",
            "Examples:",
            "  ./tillwatch reconcile --sales sales.jsonl --odoo-export export/ --report report.json",
            "  ./tillwatch reconcile --sales sales.jsonl.gz --odoo-export export/ --format csv > breaks.csv",
            "  TILLWATCH_ODOO_KEY=... ./tillwatch reconcile --sales sales.jsonl --odoo-url https://odoo.example.com \\",
            "      --odoo-db retail --odoo-user integration_ro --zone Europe/Paris --from 2026-03-01 --to 2026-04-01",
            "A live server's key or password comes from the environment, see --odoo-key-env.",
            "./tillwatch odoo-stand-in --export export/ serves an export as a live server would."
        })
public final class ReconcileCommand implements Callable<Integer> {
    /** The books differ from the sales: no failure of the command. */
    private static final int DIFFERENT = 3;

    @Option(
            names = "--sales",
            required = true,
            paramLabel = "FILE",
            description =
                    "sales as JSON lines, plain or gzipped (.gz); as CSV, or a directory of CSV files, many millions")
    @SuppressWarnings("NullAway.Init") // required
    private Path sales;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private BooksOption odoo;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "writes the cases here: as CSV when the name ends in .csv, else as JSON")
    private @Nullable Path report;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "what is printed: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private ReportFormat format;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "the moment to judge for, such as 2026-03-31T22:00:00Z, or now; default: the youngest document")
    private @Nullable String asOf;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "zone of the books' dates, such as Europe/Paris; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String zone;

    @Option(names = "--from", paramLabel = "DATE", description = "tells only what began on this day or later")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "tells only what began before this day")
    private @Nullable String to;

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            description =
                    "what the pipeline knows, told with the cases that it explains: records of tillwatch.quarantine"
                            + " and events of integration.telemetry (CloudEvents), a JSON line each; not for CSV")
    private @Nullable Path evidence;

    @Option(
            names = "--odoo-link",
            paramLabel = "URL",
            description = "address under which people open Odoo, for links; default: --odoo-url")
    private @Nullable URI link;

    @Option(
            names = "--partial",
            description = "judges what can be seen even when Odoo hides documents that others name")
    private boolean partial;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        ZoneId books = zone();
        Period period = Period.of(from, to, books);
        var moment = Period.moment(asOf);
        Path export = odoo.export();
        if (export != null && BulkRun.isFor(sales)) {
            if (evidence != null) {
                throw new UserError(
                        "--evidence goes with sales as JSON lines: millions of CSV lines are judged without");
            }
            return bulk(BulkRun.run(sales, export, moment, report), period);
        }
        SalesExtract extract = sales();
        List<OdooDocument> documents = odoo.read();
        ReconciliationReport whole =
                BatchReconciliation.run(extract, documents, evidence(), Rules.DEFAULT.in(books), moment);
        if (whole.coverage().isHalfBlind() && !partial) {
            throw new UserError(odoo.blind(whole.coverage().gaps()));
        }
        ReconciliationReport result = whole.within(period.from(), period.to());
        URI base = link == null ? odoo.url() : link;
        PrintWriter out = spec.commandLine().getOut();
        format.print(result, base, out);
        if (report != null) {
            write(result, base, report);
            (format == ReportFormat.TEXT ? out : spec.commandLine().getErr()).println("report: " + report);
        }
        out.flush();
        return result.balanced() ? 0 : DIFFERENT;
    }

    private int bulk(BulkRun.Result result, Period period) {
        PrintWriter out = spec.commandLine().getOut();
        format.print(result.report().within(period.from(), period.to()), link, out);
        PrintWriter aside =
                format == ReportFormat.TEXT ? out : spec.commandLine().getErr();
        result.written().forEach(file -> aside.println("written: " + file));
        out.flush();
        aside.flush();
        return result.report().balanced() ? 0 : DIFFERENT;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UserError("--zone " + zone + " is no time zone such as Europe/Paris", e);
        }
    }

    private SalesExtract sales() {
        if (!Files.isRegularFile(sales)) {
            throw new UserError(sales + " does not exist: name the file of sales with --sales");
        }
        try {
            SalesExtract extract = SalesExtract.read(sales);
            if (extract.sales().isEmpty()) {
                throw new UserError(sales + " holds no sale that can be read"
                        + extract.problems().stream()
                                .findFirst()
                                .map(first -> ": " + first)
                                .orElse("")
                        + "; see --help for the form of a line");
            }
            return extract;
        } catch (IOException e) {
            throw new UserError(sales + " cannot be read: " + e.getMessage() + "; check the file and its rights", e);
        }
    }

    private EvidenceFile evidence() {
        try {
            return evidence == null ? EvidenceFile.NONE : EvidenceFile.read(evidence);
        } catch (IOException e) {
            throw new UserError(evidence + " cannot be read: check the file that --evidence names", e);
        }
    }

    private static void write(ReconciliationReport result, @Nullable URI base, Path file) {
        boolean csv = String.valueOf(file.getFileName()).endsWith(".csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            (csv ? ReportFormat.CSV : ReportFormat.JSON).print(result, base, out);
            out.flush();
            if (out.checkError()) {
                throw new UserError("the report cannot be written to " + file + ": is the disk full?");
            }
        } catch (IOException e) {
            throw new UserError("the report cannot be written to " + file + ": check the directory", e);
        }
    }
}
