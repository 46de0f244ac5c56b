package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.odoo.OdooClient;
import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooExport;
import io.tillwatch.odoo.OdooReader;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.reconciliation.BatchReconciliation;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.SalesExtract;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
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
            "Exit code 0 when they balance, 3 when they do not."
        },
        footer = {
            "",
            "Example: ./tillwatch reconcile --sales sales.jsonl --odoo-export export/ --report report.json",
            "A live server's key or password comes from the environment, see --odoo-key-env."
        })
public final class ReconcileCommand implements Callable<Integer> {
    /** The books differ from the sales: no failure of the command. */
    private static final int DIFFERENT = 3;

    @Option(
            names = "--sales",
            required = true,
            paramLabel = "FILE",
            description = "sales as JSON lines; as CSV, or a directory of CSV files, they may be many millions")
    @SuppressWarnings("NullAway.Init") // required
    private Path sales;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Side odoo;

    @Option(names = "--report", paramLabel = "FILE", description = "writes the cases here, as JSON")
    private @Nullable Path report;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "the moment to judge for, such as 2026-03-31T22:00:00Z; default: what the books hold")
    private @Nullable String asOf;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Where the books are. */
    static final class Side {
        @Option(
                names = "--odoo-export",
                paramLabel = "DIR",
                description = "an export: one JSON file a model; one CSV file a model for sales as CSV")
        private @Nullable Path export;

        @ArgGroup(exclusive = false)
        private @Nullable Server server;
    }

    /** A running Odoo. */
    static final class Server {
        @Option(names = "--odoo-url", required = true, paramLabel = "URL", description = "a running Odoo")
        @SuppressWarnings("NullAway.Init") // required
        private URI url;

        @Option(names = "--odoo-db", required = true, paramLabel = "NAME", description = "its database")
        @SuppressWarnings("NullAway.Init") // required
        private String database;

        @Option(names = "--odoo-user", required = true, paramLabel = "LOGIN", description = "the read-only user")
        @SuppressWarnings("NullAway.Init") // required
        private String user;

        @Option(
                names = "--odoo-key-env",
                paramLabel = "NAME",
                defaultValue = "TILLWATCH_ODOO_KEY",
                description = "environment variable with its API key or password; default: ${DEFAULT-VALUE}")
        @SuppressWarnings("NullAway.Init") // has a default
        private String keyEnv;
    }

    @Override
    public Integer call() {
        if (odoo.export != null && BulkRun.isFor(sales)) {
            return bulk(odoo.export);
        }
        SalesExtract extract = sales();
        ReconciliationReport result = BatchReconciliation.run(extract, documents(), Rules.DEFAULT, moment());
        PrintWriter out = spec.commandLine().getOut();
        ReportText.print(result, out);
        if (report != null) {
            write(result, report);
            out.println("report: " + report);
        }
        out.flush();
        return result.balanced() ? 0 : DIFFERENT;
    }

    private int bulk(Path export) {
        BulkRun.Result result = BulkRun.run(sales, export, moment(), report);
        PrintWriter out = spec.commandLine().getOut();
        ReportText.print(result.report(), out);
        result.written().forEach(file -> out.println("written: " + file));
        out.flush();
        return result.report().balanced() ? 0 : DIFFERENT;
    }

    private SalesExtract sales() {
        if (!Files.isRegularFile(sales)) {
            throw new UserError(sales + " does not exist: name the file of sales with --sales");
        }
        try {
            return SalesExtract.read(sales);
        } catch (IOException e) {
            throw new UserError(sales + " cannot be read: it must be UTF-8 text with one JSON object a line", e);
        }
    }

    private @Nullable Instant moment() {
        try {
            return asOf == null ? null : Instant.parse(asOf);
        } catch (DateTimeException e) {
            throw new UserError("--as-of " + asOf + " is no time such as 2026-03-31T22:00:00Z", e);
        }
    }

    private List<OdooDocument> documents() {
        Server server = odoo.server;
        if (odoo.export != null) {
            return export(odoo.export);
        }
        if (server == null) {
            throw new UserError("where are the books? name --odoo-export, or --odoo-url, --odoo-db and --odoo-user");
        }
        String secret = System.getenv(server.keyEnv);
        if (secret == null) {
            throw new UserError("environment variable " + server.keyEnv
                    + " is not set: it must hold the API key or password of " + server.user);
        }
        List<OdooDocument> documents = new ArrayList<>();
        try (OdooClient client = OdooClient.connect(OdooSettings.of(server.url, server.database, server.user, secret));
                ProgressBar bar = new ProgressBarBuilder()
                        .setTaskName("reading Odoo")
                        .setInitialMax(-1)
                        .build()) {
            documents.addAll(new OdooReader(client, WorldClock.system()).readAll(bar::stepTo));
        } catch (OdooException e) {
            throw new UserError("Odoo at " + server.url + ": " + e.getMessage(), e);
        }
        return documents;
    }

    private static List<OdooDocument> export(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserError(directory + " is no directory: --odoo-export wants one with a JSON file a model");
        }
        try {
            return OdooExport.read(directory);
        } catch (OdooException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(ReconciliationReport result, Path file) {
        try {
            Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
        } catch (IOException e) {
            throw new UserError("the report cannot be written to " + file + ": check the directory", e);
        }
    }
}
