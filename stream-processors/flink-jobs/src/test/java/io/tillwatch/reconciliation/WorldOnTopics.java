package io.tillwatch.reconciliation;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.odoo.OdooReading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The facts of a world as the topics carry them, and the cases that come out. */
final class WorldOnTopics {
    private WorldOnTopics() {}

    static void sell(World world, Map<String, Object> clients) {
        try (KafkaProducer<String, byte[]> producer = producer(clients)) {
            world.sales().forEach(sale -> send(producer, sale, "event-" + sale.id()));
        }
    }

    /** One sale, as an event of its own. */
    static void sell(Sale sale, String event, Map<String, Object> clients) {
        try (KafkaProducer<String, byte[]> producer = producer(clients)) {
            send(producer, sale, event);
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer, Sale sale, String event) {
        var unused = producer.send(
                EventCodec.encode(event(sale, event), sale.id(), sale.at().toEpochMilli()));
    }

    /** One reading of Odoo, and its mark. */
    static void read(World world, Map<String, Object> clients) {
        try (KafkaProducer<String, byte[]> producer = producer(clients)) {
            for (OdooDocument document : world.documents()) {
                send(producer, document);
            }
        }
        readTo(World.AS_OF, clients);
    }

    /** The mark of a reading that found nothing more. */
    static void readTo(Instant at, Map<String, Object> clients) {
        try (KafkaProducer<String, byte[]> producer = producer(clients)) {
            send(producer, new OdooDocument(OdooReading.MODEL, OdooReading.ID, null, at, null));
        }
    }

    /** The last account of a topic: what became of its records. */
    static String account(String topic, Map<String, Object> clients) {
        return read(Topics.ACCOUNTING, clients).stream()
                .filter(account -> account.partition().startsWith(topic))
                .max(Comparator.comparing(AccountingSnapshot::input))
                .map(account -> account.input() + " in, " + account.applied() + " applied, " + account.duplicate()
                        + " duplicate, " + account.ignored() + " ignored")
                .orElse("");
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> clients) {
        return new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer());
    }

    /** What cases say, by id. */
    static Map<String, String> told(Collection<ReconciliationCase> cases) {
        Map<String, String> told = new TreeMap<>();
        cases.forEach(found -> told.put(
                found.id(),
                found.kind() + " " + found.breakClass() + " " + found.status() + " " + found.sales() + found.sessions()
                        + found.postings() + found.amounts() + found.residual()));
        return told;
    }

    private static Event<?> event(Sale sale, String id) {
        Money total = sale.total();
        Money tax = sale.tax() == null ? Money.zero(total.currency()) : sale.tax();
        boolean order = sale.order() != null;
        Envelope envelope = Envelope.of(
                order ? "/ecommerce/web" : "/pos/till",
                id,
                order ? EventType.ORDER_PLACED : EventType.SALE_COMPLETED,
                sale.id(),
                sale.at().atOffset(ZoneOffset.UTC));
        return order
                ? new Event<>(
                        envelope,
                        new OrderPlaced(
                                String.valueOf(sale.order()), "web", "ship", ordered(sale), total, tax, null, null))
                : new Event<>(
                        envelope,
                        new SaleCompleted(
                                sale.id(),
                                String.valueOf(sale.uuid()),
                                String.valueOf(sale.store()),
                                "till",
                                String.valueOf(sale.session()),
                                "pos",
                                rung(sale),
                                total,
                                tax,
                                List.of(new Tender(String.valueOf(sale.tender()), total)),
                                null));
    }

    private static List<SaleLine> rung(Sale sale) {
        List<SaleLine> lines = new ArrayList<>();
        sale.quantities()
                .forEach((sku, quantity) -> lines.add(
                        new SaleLine(lines.size() + 1, sku, each(quantity), sale.total(), sale.total(), null, null)));
        return lines;
    }

    private static List<OrderLine> ordered(Sale sale) {
        List<OrderLine> lines = new ArrayList<>();
        sale.quantities()
                .forEach((sku, quantity) ->
                        lines.add(new OrderLine(lines.size() + 1, sku, each(quantity), null, null, null, null)));
        return lines;
    }

    private static Quantity each(BigDecimal quantity) {
        return new Quantity(quantity, Quantity.EACH);
    }

    private static void send(KafkaProducer<String, byte[]> producer, OdooDocument document) {
        var unused = producer.send(new ProducerRecord<>(
                Topics.ODOO_DOCUMENTS.name(), null, World.AS_OF.toEpochMilli(), document.key(), Json.bytes(document)));
    }

    static void createTopics(Map<String, Object> clients) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(Stream.of(
                                    Topics.SALES,
                                    Topics.ORDERS,
                                    Topics.ODOO_DOCUMENTS,
                                    Topics.RECONCILIATION,
                                    Topics.SIGNALS,
                                    Topics.ACCOUNTING)
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1)
                                    .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1")))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** The last word on each case that is open. */
    static Collection<ReconciliationCase> open(Map<String, Object> clients) {
        Map<String, ReconciliationCase> last = new TreeMap<>();
        read(Topics.RECONCILIATION, clients).forEach(found -> last.put(found.id(), found));
        last.values().removeIf(found -> !found.open());
        return last.values();
    }

    private static <V> List<V> read(Topic<V> topic, Map<String, Object> clients) {
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                clients, new StringDeserializer(), topic.value().deserializer())) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<V> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
