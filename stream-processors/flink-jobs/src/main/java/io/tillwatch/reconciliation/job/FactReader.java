package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleVoided;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.retail.SessionOpened;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.reconciliation.Sale;
import io.tillwatch.reconciliation.job.Fact.Kind;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as facts. A record that breaks its contract becomes a fact as well, so that it is counted; the stock
 * ledger, which reads the same topics, puts it aside whole.
 */
final class FactReader implements KafkaRecordDeserializationSchema<Fact> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Fact> out) {
        try {
            out.collect(record.topic().equals(TopicNames.ODOO_DOCUMENTS) ? document(record) : event(record));
        } catch (ContractViolation | UncheckedIOException | IllegalArgumentException e) {
            out.collect(fact(record, Kind.REFUSED, "", e.getClass().getSimpleName(), "", 0));
        }
    }

    private static Fact document(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("a document without a body");
        }
        return DocumentFacts.of(
                Json.read(record.value(), OdooDocument.class),
                record.topic(),
                record.partition(),
                record.offset(),
                flow(record),
                record.timestamp());
    }

    private static Fact event(ConsumerRecord<byte[], byte[]> record) {
        Event<?> event = EventCodec.decode(record.topic(), record.headers(), record.value());
        String identity = event.envelope().ref().encoded();
        long checksum = checksum(record.value());
        Instant at = event.envelope().occurredAt();
        Object data = event.data();
        if (data instanceof SaleCompleted sale) {
            return sale(record, SaleFacts.of(sale, at), identity, checksum);
        }
        if (data instanceof ReturnCompleted back) {
            return sale(record, SaleFacts.of(back, at), identity, checksum);
        }
        if (data instanceof OrderPlaced order) {
            return sale(record, SaleFacts.of(order, event.envelope().subject(), at), identity, checksum);
        }
        if (data instanceof SaleVoided voided) {
            String key = voided.session() + '\n' + voided.receipt();
            return fact(record, Kind.VOIDED, key, at.toString(), identity, checksum);
        }
        if (data instanceof SessionOpened opened) {
            return fact(record, Kind.TILL_OPENED, opened.session(), at.toString(), identity, checksum);
        }
        if (data instanceof SessionClosed closed) {
            return fact(record, Kind.TILL_CLOSED, closed.session(), at.toString(), identity, checksum);
        }
        boolean cancelled = event.envelope().type().equals(EventType.ORDER_CANCELLED.typeName());
        if (cancelled && data instanceof OrderProgressed order && order.lines().isEmpty()) {
            return fact(record, Kind.CANCELLED, order.order(), at.toString(), identity, checksum);
        }
        return fact(record, Kind.UNUSED, "", null, identity, checksum);
    }

    private static Fact sale(ConsumerRecord<byte[], byte[]> record, Sale sale, String identity, long checksum) {
        String json = new String(Json.bytes(sale), StandardCharsets.UTF_8);
        String where = record.topic() + "-" + record.partition() + ", offset " + record.offset();
        return fact(record, Kind.SALE, identity, json + '\n' + where, identity, checksum);
    }

    private static Fact fact(
            ConsumerRecord<byte[], byte[]> record,
            Kind kind,
            String key,
            @Nullable String content,
            String event,
            long checksum) {
        return new Fact(
                kind,
                key,
                content,
                record.topic(),
                record.partition(),
                record.offset(),
                flow(record),
                event,
                checksum,
                record.timestamp());
    }

    private static String flow(ConsumerRecord<byte[], byte[]> record) {
        String flow = EnvelopeHeaders.flowId(record.headers());
        return flow == null || flow.isBlank() ? defaultFlow(record.topic()) : flow;
    }

    private static String defaultFlow(String topic) {
        return switch (topic) {
            case TopicNames.SALES -> "pos-sales";
            case TopicNames.ORDERS -> "web-orders";
            case TopicNames.ODOO_DOCUMENTS -> ReconciliationJob.FLOW;
            default -> "unknown";
        };
    }

    private static long checksum(byte @Nullable [] body) {
        CRC32C checksum = new CRC32C();
        if (body != null) {
            checksum.update(body);
        }
        return checksum.getValue();
    }

    @Override
    public TypeInformation<Fact> getProducedType() {
        return TypeInformation.of(Fact.class);
    }
}
