package io.tillwatch.reconciliation.bulk;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.reconciliation.Coverage;
import io.tillwatch.reconciliation.Reconciler;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.Sale;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what did not pass the sieve once more, and has it judged as any other sale and document. Not thread-safe. */
final class Judgement {
    private final BulkFiles files;
    private final Sieve sieve;
    private final Sessions sessions;
    private final Instant asOf;
    private final Reconciler reconciler;
    private final Map<Integer, List<Long>> ordersOf = new HashMap<>();
    private final Map<Integer, String> soldIn = new HashMap<>();
    private final Map<Integer, String> bookedIn = new HashMap<>();
    private final byte[] scratch = Block.empty();

    private int keylessSales;
    private int keylessDuplicates;

    /** @param asOf null takes the youngest write date of sessions and entries */
    Judgement(BulkFiles files, Sieve sieve, Rules rules, @Nullable Instant asOf) {
        this.files = files;
        this.sieve = sieve;
        this.sessions = sieve.sessions();
        this.asOf = asOf == null ? Instant.ofEpochSecond(sieve.written()) : asOf;
        this.reconciler = new Reconciler(rules);
    }

    ReconciliationReport report(List<String> problems) throws IOException {
        CsvDocuments.paymentMethods(asOf).forEach(reconciler::read);
        readSuspects();
        readBooks();
        reconciler.judge(asOf);
        List<ReconciliationCase> cases =
                reconciler.open().stream().filter(this::isCertain).toList();
        int sales = Math.toIntExact(sieve.receipts() + keylessSales);
        ReconciliationReport.Summary counted = new ReconciliationReport.Summary(
                sales,
                Math.toIntExact(sieve.duplicates() + keylessDuplicates),
                sales - reconciler.sales() + reconciler.matched(),
                0,
                0,
                reconciler.pending(),
                Map.of(),
                sieve.documents());
        return ReconciliationReport.of(asOf, cases, counted, problems, new Coverage(List.of()));
    }

    /** A session that was read in part says nothing about its entry: the sieve has held it already. */
    private boolean isCertain(ReconciliationCase found) {
        return found.level() != ReconciliationCase.Level.SESSION
                || found.sessions().stream().anyMatch(id -> {
                    int session = sessions.find(id);
                    return session < 0 || sessions.isWhole(session);
                });
    }

    private void readSuspects() throws IOException {
        LineReader reader = null;
        int open = -1;
        try {
            for (long position : sieve.suspects().sorted()) {
                int file = PackedRow.file(position);
                if (file != open) {
                    if (reader != null) {
                        reader.close();
                    }
                    reader = LineReader.some(files.all().get(file));
                    open = file;
                }
                if (reader != null) {
                    read(files.all().get(file).kind(), reader, PackedRow.offset(position));
                }
            }
        } finally {
            if (reader != null) {
                reader.close();
            }
        }
    }

    private void read(FileKind kind, LineReader reader, long offset) throws IOException {
        CsvLines line = reader.at(offset);
        Columns columns = reader.columns();
        int key = columns.at(kind.columns().indexOf("session_id"));
        int session = sessions.find(Text.key(line.bytes(), line.start(key), line.end(key)));
        List<Long> orders = session < 0 ? new ArrayList<>() : ordersOf.computeIfAbsent(session, k -> new ArrayList<>());
        if (kind == FileKind.SALES) {
            Sale sale = CsvSales.sale(line, columns);
            boolean fresh = reconciler.sold(sale);
            int uuid = columns.at(0);
            if (!Text.uuid(line.bytes(), line.start(uuid), line.end(uuid), scratch, 0)) {
                keylessSales += fresh ? 1 : 0;
                keylessDuplicates += fresh ? 0 : 1;
            }
            soldIn.putIfAbsent(session, sale.total().currency());
            return;
        }
        CsvDocuments documents = new CsvDocuments(columns, asOf);
        OdooDocument order = documents.order(line, session < 0 ? 0 : sessions.id(session));
        reconciler.read(order);
        OdooDocument payment = documents.payment(line);
        if (payment != null) {
            documents.method(line).forEach(reconciler::read);
            reconciler.read(payment);
        }
        documents.taxes(line).forEach(reconciler::read);
        orders.add(order.id());
        bookedIn.putIfAbsent(session, columns.required(line, "currency"));
    }

    /** The sessions of all that was read; the entries of those that are judged whole. */
    private void readBooks() throws IOException {
        Set<Long> names = new HashSet<>();
        Set<Long> entries = new HashSet<>();
        for (int session = 0; session < sessions.size(); session++) {
            if (sessions.isWhole(session)) {
                names.add(sessions.name(session));
                entries.add(sessions.entry(session));
            }
        }
        forEach(FileKind.SESSIONS, (line, documents, columns) -> {
            int session = sessions.find(Long.parseLong(columns.required(line, "id")));
            boolean wanted = session >= 0 && (sessions.isWhole(session) || ordersOf.containsKey(session));
            if (wanted) {
                List<Long> orders = ordersOf.getOrDefault(session, List.of());
                reconciler.read(documents.session(line, orders, bookedIn.getOrDefault(session, soldIn.get(session))));
            }
        });
        if (names.isEmpty()) {
            return;
        }
        Set<Long> copies = sieve.entries().copiesOf(entries);
        Set<Long> read = new HashSet<>();
        forEach(FileKind.ENTRIES, (line, documents, columns) -> {
            long id = Long.parseLong(columns.required(line, "id"));
            String reversed = columns.text(line, "reversed_entry_id");
            int ref = columns.at(1);
            boolean wanted = entries.contains(id)
                    || copies.contains(id)
                    || (reversed != null && entries.contains(Long.parseLong(reversed)))
                    || (line.start(ref) < line.end(ref)
                            && names.contains(Text.key(line.bytes(), line.start(ref), line.end(ref))));
            if (wanted) {
                read.add(id);
                reconciler.read(documents.entry(line));
            }
        });
        forEach(FileKind.LINES, (line, documents, columns) -> {
            if (read.contains(Long.parseLong(columns.required(line, "move_id")))) {
                reconciler.read(documents.line(line));
            }
        });
    }

    private interface Lines {
        void line(CsvLines line, CsvDocuments documents, Columns columns);
    }

    /** All lines of a kind that could be read; those that could not are known as problems already. */
    private void forEach(FileKind kind, Lines lines) throws IOException {
        for (BulkFiles.File file : files.all()) {
            if (file.kind() != kind) {
                continue;
            }
            try (LineReader reader = LineReader.all(file)) {
                CsvDocuments documents = new CsvDocuments(reader.columns(), asOf);
                Packer packer = Packer.of(kind, reader.columns());
                while (reader.next()) {
                    if (packer.pack(reader.line(), scratch, 0) == null) {
                        lines.line(reader.line(), documents, reader.columns());
                    }
                }
            }
        }
    }
}
