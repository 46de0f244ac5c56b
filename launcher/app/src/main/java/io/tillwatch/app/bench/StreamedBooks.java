package io.tillwatch.app.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.odoo.OdooReading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Till sessions as the streaming job hears of them: receipts, then what Odoo holds, then the mark that the reading is
 * complete. One receipt in {@value #ONE_MISSING_IN} never reaches Odoo. Each session follows from its number alone.
 */
final class StreamedBooks {
    static final int RECEIPTS = 100;
    private static final int ONE_MISSING_IN = 50;
    private static final Instant OPENED = Instant.parse("2026-03-10T08:00:00Z");
    private static final String ODOO_TIME = "2026-03-10 08:10:00";
    private static final long ENTRIES_FROM = 1_000_000;

    private StreamedBooks() {}

    /** Everything about a session, in the order in which it is to be sent; {@code of(n)} is a reading later than n-1. */
    static List<ProducerRecord<String, byte[]>> session(int session) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Instant readAt = OPENED.plusSeconds(900).plusMillis(session);
        long sum = 0;
        ObjectNode row = row(session);
        for (int i = 0; i < RECEIPTS; i++) {
            int receipt = session * RECEIPTS + i;
            long cents = 100L + receipt % 9_000;
            records.add(sale(session, receipt, cents));
            if (!isMissing(receipt)) {
                sum += cents;
                records.add(document("pos.order", receipt, readAt, order(session, receipt, cents)));
                row.withArray("order_ids").add(receipt);
            }
        }
        long entry = ENTRIES_FROM + session;
        row.put("name", name(session)).put("state", "closed").put("start_at", "2026-03-10 08:00:00");
        row.put("stop_at", ODOO_TIME).put("move_id", entry);
        row.putArray("currency_id").add(1).add("EUR");
        records.add(document("pos.session", session, readAt, row));
        ObjectNode line = row(entry).put("move_id", entry).put("display_type", "product");
        line.put("account_type", "income")
                .put("name", "Sales")
                .put("balance", Money.of("0", "EUR").toDecimal());
        line.put("balance", new Money(-sum, "EUR").toDecimal());
        records.add(document("account.move.line", entry, readAt, line));
        ObjectNode posted = row(entry).put("name", "POSS/" + session).put("ref", name(session));
        posted.put("move_type", "entry")
                .put("state", "posted")
                .put("date", "2026-03-10")
                .put("journal_id", 8);
        posted.putArray("line_ids").add(entry);
        posted.putArray("pos_session_ids").add(session);
        records.add(document("account.move", entry, readAt, posted));
        records.add(mark(readAt));
        return records;
    }

    /** Receipts of the first sessions that Odoo never gets, in order. */
    static List<String> missing(int sessions) {
        return Stream.iterate(RECEIPTS, receipt -> receipt < (sessions + 1) * RECEIPTS, receipt -> receipt + 1)
                .filter(StreamedBooks::isMissing)
                .map(StreamedBooks::receipt)
                .sorted()
                .toList();
    }

    private static boolean isMissing(int receipt) {
        return receipt % ONE_MISSING_IN == 7;
    }

    private static String name(int session) {
        return "Store 01/" + session;
    }

    private static String receipt(int receipt) {
        return "R" + receipt;
    }

    private static ProducerRecord<String, byte[]> sale(int session, int receipt, long cents) {
        SaleCompleted sale = new SaleCompleted(
                receipt(receipt),
                uuid(receipt),
                "store-01",
                "till-01",
                name(session),
                "pos",
                List.of(),
                new Money(cents, "EUR"),
                Money.zero("EUR"),
                List.of(),
                null);
        Envelope envelope = Envelope.of(
                "/pos/store-01/till-01",
                receipt(receipt),
                EventType.SALE_COMPLETED,
                receipt(receipt),
                OPENED.plusSeconds(300).atOffset(ZoneOffset.UTC));
        return EventCodec.encode(new Event<>(envelope, sale), name(session), OPENED.toEpochMilli());
    }

    private static String uuid(int receipt) {
        return new UUID(0x4000, receipt).toString();
    }

    private static ObjectNode order(int session, int receipt, long cents) {
        ObjectNode row = row(receipt).put("name", "Order " + receipt).put("uuid", uuid(receipt));
        row.put("pos_reference", receipt(receipt)).put("state", "done").put("session_id", session);
        row.put("date_order", "2026-03-10 08:05:00").put("amount_total", new Money(cents, "EUR").toDecimal());
        row.put("amount_tax", 0);
        row.putArray("currency_id").add(1).add("EUR");
        return row;
    }

    private static ObjectNode row(long id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    private static ProducerRecord<String, byte[]> document(String model, long id, Instant readAt, ObjectNode row) {
        return document(new OdooDocument(model, id, ODOO_TIME, readAt, row));
    }

    private static ProducerRecord<String, byte[]> mark(Instant readAt) {
        return document(new OdooDocument(OdooReading.MODEL, OdooReading.ID, null, readAt, null));
    }

    private static ProducerRecord<String, byte[]> document(OdooDocument document) {
        return new ProducerRecord<>(
                TopicNames.ODOO_DOCUMENTS, null, OPENED.toEpochMilli(), document.key(), Json.bytes(document));
    }
}
