package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.odoo.KeyEnd;
import io.tillwatch.odoo.OdooReading;
import io.tillwatch.odoo.source.DocumentForm;
import io.tillwatch.reconciliation.KeptFields;
import io.tillwatch.reconciliation.job.Fact.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Odoo's documents and the marks behind them, whichever way they came. */
final class DocumentFacts {
    /** In place of a topic's name, for documents that the job read itself. */
    private static final String READ_HERE = "odoo.";

    private DocumentFacts() {}

    static Fact of(OdooDocument document, String topic, int partition, long offset, String flow, long timestamp) {
        if (document.model().equals(OdooReading.MODEL)) {
            boolean troubled = document.row() != null
                    && document.row().path(OdooReading.AFTER_TROUBLE).asBoolean(false);
            String key = troubled ? ReconcileFunction.AFTER_TROUBLE : "";
            String readTo = document.readAt().toString();
            return new Fact(Kind.READING_COMPLETE, key, readTo, topic, partition, offset, flow, "", 0, timestamp);
        }
        String slim = new String(Json.bytes(KeptFields.of(document)), StandardCharsets.UTF_8);
        return new Fact(Kind.DOCUMENT, document.key(), slim, topic, partition, offset, flow, "", 0, timestamp);
    }

    /** Of what came through no topic: there is one account for the whole database. */
    static final class ReadHere implements DocumentForm<Fact> {
        @Override
        public Fact of(String database, OdooDocument document) {
            long at = document.readAt().toEpochMilli();
            return DocumentFacts.of(document, READ_HERE + database, 0, 0, ReconciliationJob.FLOW, at);
        }

        @Override
        public Fact of(String database, KeyEnd keyEnd, Instant at) {
            return new Fact(
                    Kind.KEY_ENDS,
                    keyEnd.owner(),
                    new String(Json.bytes(keyEnd), StandardCharsets.UTF_8),
                    READ_HERE + database,
                    0,
                    0,
                    ReconciliationJob.FLOW,
                    "",
                    0,
                    at.toEpochMilli());
        }
    }
}
