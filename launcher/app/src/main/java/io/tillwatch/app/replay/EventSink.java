package io.tillwatch.app.replay;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.TopicSetup;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.topic.TopicNames;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Where replayed events go. */
interface EventSink extends AutoCloseable {
    void accept(Event<?> event);

    /** Waits until everything has arrived. */
    @Override
    void close();

    /** Makes the records and keeps none. */
    static EventSink counting() {
        return new EventSink() {
            @Override
            public void accept(Event<?> event) {
                var unused = record(event);
            }

            @Override
            public void close() {
                // Nothing is on its way.
            }
        };
    }

    static EventSink kafka(String servers) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", servers, "enable.idempotence", true, "linger.ms", 20, "max.block.ms", 30_000);
        TopicSetup.ensure(Map.of("bootstrap.servers", servers), (short) 1);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        return new EventSink() {
            @Override
            public void accept(Event<?> event) {
                var unused = producer.send(record(event), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
                failed();
            }

            private void failed() {
                Exception first = failure.get();
                if (first != null) {
                    throw new UserError("Kafka at " + servers + " does not take the events: check that it runs", first);
                }
            }

            @Override
            public void close() {
                producer.close();
                failed();
            }
        };
    }

    private static org.apache.kafka.clients.producer.ProducerRecord<String, byte[]> record(Event<?> event) {
        EventType type = EventType.named(event.envelope().type());
        String key = event.data() instanceof StockAdjusted adjusted
                ? adjusted.sku()
                : type.topicName().equals(TopicNames.SALES)
                        ? event.envelope().source()
                        : event.envelope().subject();
        return EventCodec.encode(event, key, event.envelope().occurredAt().toEpochMilli());
    }
}
