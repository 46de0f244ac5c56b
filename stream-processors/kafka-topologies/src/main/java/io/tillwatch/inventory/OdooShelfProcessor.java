package io.tillwatch.inventory;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.streams.Quarantine;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes shelves of Odoo's rows, keyed by SKU; sets aside what cannot be read. Rows outlive a restart in its store. */
final class OdooShelfProcessor implements Processor<byte[], byte[], String, Object> {
    static final String ROWS = "odoo-rows";

    private final OdooShelves shelves;
    private final Quarantine quarantine;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, byte[]> rows;

    OdooShelfProcessor(Map<String, String> locations, InventoryConfig config) {
        this.shelves = new OdooShelves(locations);
        this.quarantine = new Quarantine(IntakeProcessor.COMPONENT, config.clock());
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        rows = context.getStateStore(ROWS);
        try (KeyValueIterator<String, byte[]> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                shelves.take(read(entry.value));
            }
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            OdooDocument document = read(record.value());
            if (OdooShelves.concerns(document)) {
                shelves.take(document)
                        .forEach(shelf -> context.forward(new Record<>(shelf.sku(), shelf, record.timestamp())));
                rows.put(document.key(), document.row() == null ? null : record.value());
            }
        } catch (KafkaException engine) {
            throw engine;
        } catch (RuntimeException problem) {
            var refused = quarantine.of(record, context.recordMetadata().orElseThrow(), "odoo-import", problem);
            context.forward(new Record<>(refused.id(), refused, record.timestamp()));
        }
    }

    private static OdooDocument read(byte[] value) {
        return Topics.ODOO_DOCUMENTS.value().deserializer().deserialize(Topics.ODOO_DOCUMENTS.name(), value);
    }
}
