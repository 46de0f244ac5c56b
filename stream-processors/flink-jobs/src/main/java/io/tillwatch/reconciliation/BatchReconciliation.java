package io.tillwatch.reconciliation;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.odoo.OdooTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reconciles a bounded set of sales with a bounded reading of Odoo. Stateless, thread-safe. */
public final class BatchReconciliation {
    private BatchReconciliation() {}

    /**
     * Judges once. What cannot be read is listed in the report and takes nothing else with it.
     *
     * @param rules as for a stream; a file is judged by {@link Rules#forExtract}
     * @param asOf null takes the youngest write date of the documents: what was not written by then is judged by age
     */
    public static ReconciliationReport run(
            SalesExtract extract, Iterable<OdooDocument> documents, Rules rules, @Nullable Instant asOf) {
        return run(extract, documents, EvidenceFile.NONE, rules, asOf);
    }

    /**
     * The same, with what the pipeline knows of the sales.
     *
     * @param evidence what may explain why a sale is not in Odoo
     */
    public static ReconciliationReport run(
            SalesExtract extract,
            Iterable<OdooDocument> documents,
            EvidenceFile evidence,
            Rules rules,
            @Nullable Instant asOf) {
        Reconciler reconciler = new Reconciler(rules.forExtract());
        List<String> problems = new ArrayList<>(extract.problems());
        int duplicates = 0;
        for (Sale sale : extract.sales()) {
            duplicates += reconciler.sold(sale) ? 0 : 1;
        }
        extract.unread().forEach(unread -> reconciler.unread(unread.where(), unread.text()));
        problems.addAll(evidence.problems());
        evidence.traces().forEach(trace -> reconciler.trace(trace, Reconciler.Keeper.NOWHERE));
        reconciler
                .conflicts()
                .forEach(sale -> problems.add("sale " + sale
                        + " stands in the file with different contents under one identity: one of them was used"));
        Instant youngest = Instant.EPOCH;
        for (OdooDocument document : documents) {
            try {
                reconciler.read(document);
                Instant written = written(document);
                youngest = written != null && written.isAfter(youngest) ? written : youngest;
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(document.key() + ": " + e.getMessage());
            }
        }
        Instant moment = asOf == null ? youngest : asOf;
        reconciler.judge(moment);
        return ReconciliationReport.of(reconciler, moment, duplicates, problems);
    }

    private static @Nullable Instant written(OdooDocument document) {
        String date = document.writeDate();
        return date == null ? null : OdooTime.parse(date);
    }
}
