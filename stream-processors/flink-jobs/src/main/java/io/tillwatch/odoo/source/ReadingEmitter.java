package io.tillwatch.odoo.source;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.OdooReader;
import io.tillwatch.odoo.OdooReading;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/**
 * Hands a reading on, its mark at the end. Flink takes no checkpoint while this goes on, so that documents, mark and
 * cursor are all in one or none of them is.
 */
final class ReadingEmitter<T> implements RecordEmitter<Reading, T, CompanyProgress> {
    private final Map<String, String> databases;
    private final DocumentForm<T> form;

    /** @param databases by name of the target */
    ReadingEmitter(Map<String, String> databases, DocumentForm<T> form) {
        this.databases = databases;
        this.form = form;
    }

    @Override
    public void emitRecord(Reading reading, SourceOutput<T> output, CompanyProgress progress) {
        OdooReader.Batch batch = reading.batch();
        Instant readTo = batch == null ? null : batch.next().readTo();
        if (batch == null || readTo == null) {
            progress.split = progress.split.troubledNow();
            return;
        }
        String database = databases.getOrDefault(progress.split.target(), "");
        if (reading.keyEnd() != null) {
            output.collect(form.of(database, reading.keyEnd(), readTo), readTo.toEpochMilli());
        }
        for (OdooDocument document : batch.documents()) {
            output.collect(form.of(database, document), readTo.toEpochMilli());
        }
        OdooDocument mark = OdooReading.mark(batch.next(), readTo, progress.split.troubled());
        output.collect(form.of(database, mark), readTo.toEpochMilli());
        progress.split = progress.split.readTo(batch.next());
    }
}
