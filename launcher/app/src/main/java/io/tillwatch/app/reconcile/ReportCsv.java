package io.tillwatch.app.reconcile;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.reconciliation.ReconciliationReport;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as comma-separated values (RFC 4180), a case a line; what could not be read comes as lines of its own. */
final class ReportCsv {
    private static final String HEAD = "id,level,class,kind,status,sales,sessions,postings,sale,odoo,residual,currency,"
            + "value_at_risk,parts,store,since,explanation,evidence,action,audience,link";

    private ReportCsv() {}

    static void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out) {
        out.print(HEAD + "\r\n");
        report.cases().forEach(found -> out.print(line(found, odoo) + "\r\n"));
        Stream.concat(
                        report.problems().stream(),
                        report.coverage().gaps().stream().map(Objects::toString))
                .forEach(problem -> out.print(",input,,NOT_READ,,,,,,,,,,,,," + cell(problem) + ",,,,\r\n"));
    }

    private static String line(ReconciliationCase found, @Nullable URI odoo) {
        ReconciliationCase.Amounts amounts = found.amounts();
        return Stream.of(
                        cell(found.id()),
                        cell(found.level().name().toLowerCase(Locale.ROOT)),
                        cell(found.breakClass()),
                        cell(found.kind()),
                        cell(found.status().name().toLowerCase(Locale.ROOT)),
                        cell(joined(found.sales())),
                        cell(joined(found.sessions())),
                        cell(found.postings().stream()
                                .map(posting -> posting.model() + "/" + posting.id())
                                .collect(Collectors.joining(" "))),
                        // Amounts are numbers: a minus in front of them is no formula.
                        amounts == null ? "" : plain(amounts.sale()),
                        amounts == null ? "" : plain(amounts.odoo()),
                        amounts == null ? "" : plain(amounts.residual()),
                        amounts == null ? "" : plain(amounts.currency()),
                        plain(found.valueAtRisk()),
                        cell(found.residual().stream()
                                .map(part -> part.part() + " " + part.amount())
                                .collect(Collectors.joining("; "))),
                        cell(found.store()),
                        cell(found.since()),
                        cell(found.explanation()),
                        cell(joined(found.evidence())),
                        cell(found.action()),
                        cell(found.audience()),
                        cell(OdooLinks.of(odoo, found)))
                .collect(Collectors.joining(","));
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String plain(@Nullable String number) {
        return number == null ? "" : number;
    }

    /** Quoted where it must be; a spreadsheet must not take what a source said for a formula. */
    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
