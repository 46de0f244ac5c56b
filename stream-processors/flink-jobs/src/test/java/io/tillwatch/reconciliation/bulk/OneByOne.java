package io.tillwatch.reconciliation.bulk;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.reconciliation.BatchReconciliation;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.Sale;
import io.tillwatch.reconciliation.SalesExtract;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slow and simple way: every line becomes a sale or a document, and the reconciler gets them all. */
final class OneByOne {
    private final List<Sale> sales = new ArrayList<>();
    private final List<OdooDocument> documents = new ArrayList<>(CsvDocuments.paymentMethods(Instant.EPOCH));
    private final Map<Long, OdooDocument> sessions = new HashMap<>();

    static ReconciliationReport reconcile(BulkFiles files, Rules rules, Instant asOf) throws IOException {
        OneByOne all = new OneByOne();
        for (FileKind kind :
                List.of(FileKind.SALES, FileKind.SESSIONS, FileKind.ORDERS, FileKind.ENTRIES, FileKind.LINES)) {
            all.read(files, kind);
        }
        all.documents.addAll(all.sessions.values());
        return BatchReconciliation.run(new SalesExtract(all.sales, List.of()), all.documents, rules, asOf);
    }

    private void read(BulkFiles files, FileKind kind) throws IOException {
        for (BulkFiles.File file : files.all()) {
            if (file.kind() != kind) {
                continue;
            }
            try (LineReader reader = LineReader.all(file)) {
                CsvDocuments rows = new CsvDocuments(reader.columns(), Instant.EPOCH);
                while (reader.next()) {
                    line(kind, reader, rows);
                }
            }
        }
    }

    private void line(FileKind kind, LineReader reader, CsvDocuments rows) {
        CsvLines line = reader.line();
        switch (kind) {
            case SALES -> sales.add(CsvSales.sale(line, reader.columns()));
            case SESSIONS -> {
                OdooDocument session = rows.session(line, List.of(), "GBP");
                sessions.put(session.id(), session);
            }
            case ORDERS -> {
                long id = Long.parseLong(reader.columns().required(line, "session_id"));
                OdooDocument order = rows.order(line, id);
                documents.add(order);
                sessions.get(id).row().withArray("order_ids").add(order.id());
                OdooDocument payment = rows.payment(line);
                if (payment != null) {
                    documents.addAll(rows.method(line));
                    documents.add(payment);
                }
                documents.addAll(rows.taxes(line));
            }
            case ENTRIES -> documents.add(rows.entry(line));
            case LINES -> documents.add(rows.line(line));
            case SUMS -> throw new IllegalArgumentException("there is no file of sums");
        }
    }
}
