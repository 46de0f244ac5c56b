package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooExport;
import io.tillwatch.odoo.OdooModels;
import io.tillwatch.reconciliation.Coverage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the books are: an export, or a running Odoo. */
final class BooksOption {
    @Option(
            names = "--odoo-export",
            paramLabel = "DIR",
            description = "an export: one JSON file a model; one CSV file a model for sales as CSV")
    private @Nullable Path export;

    @ArgGroup(exclusive = false)
    private @Nullable LiveBooks server;

    /** @throws UserError when the books cannot be read, or lack what nothing can be judged without */
    List<OdooDocument> read() {
        List<OdooDocument> documents = documents();
        List<String> lacking = OdooModels.lacking(documents);
        if (!lacking.isEmpty()) {
            throw new UserError("nothing was judged, since fields are missing: " + String.join("; ", lacking)
                    + (server == null
                            ? ". Next: export those models with these fields"
                            : ". Next: give " + server.user() + " the groups that see them"));
        }
        return documents;
    }

    private List<OdooDocument> documents() {
        if (export != null) {
            return export(export);
        }
        if (server == null) {
            throw new UserError("where are the books? name --odoo-export, or --odoo-url, --odoo-db and --odoo-user");
        }
        return server.read();
    }

    /** Where an export stands; null for a live server. */
    @Nullable
    Path export() {
        return export;
    }

    @Nullable
    URI url() {
        return server == null ? null : server.url();
    }

    /** What to say when nothing may be judged: what is hidden would be called missing. */
    String blind(List<Coverage.Gap> gaps) {
        String what = gaps.stream().map(Coverage.Gap::toString).collect(Collectors.joining("; "));
        String next = server == null
                ? "export those models whole, as a user who sees them all"
                : "give " + server.user() + " read rights on them (Point of Sale, Sales and Accounting)";
        return "nothing was judged, since what Odoo hides would look missing: " + what + ". Next: " + next
                + ", or judge the rest with --partial";
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
}
