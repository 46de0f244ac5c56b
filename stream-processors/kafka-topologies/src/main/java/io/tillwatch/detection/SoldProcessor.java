package io.tillwatch.detection;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.streams.Quarantine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Picks what is sold, and what failed, out of the events. What cannot be read is the inventory's to put aside. */
final class SoldProcessor extends ContextualProcessor<String, byte[], String, Object> {
    /** Other types are not even parsed. */
    private static final Set<String> TYPES = Set.of(
            EventType.SALE_COMPLETED.typeName(),
            EventType.ORDER_PLACED.typeName(),
            EventType.EXCEPTION_RAISED.typeName());

    /** Later than this, a sale belongs to a bucket that was judged long since. */
    private static final Duration TOO_LATE = Duration.ofDays(1);

    private final DetectionConfig config;

    SoldProcessor(DetectionConfig config) {
        this.config = config;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        var type = record.headers().lastHeader("ce_type");
        if (!config.enabled()
                || type == null
                || type.value() == null
                || !TYPES.contains(new String(type.value(), StandardCharsets.UTF_8))) {
            return;
        }
        try {
            Event<?> event = EventCodec.decode(metadata.topic(), record.headers(), record.value());
            Instant now = config.clock().instant();
            // A till that is a year ahead must not close a year of buckets, nor one that begins in 1970 open them.
            Instant at = earliest(event.envelope().occurredAt(), Instant.ofEpochMilli(record.timestamp()), now);
            if (at.isBefore(now.minus(TOO_LATE))) {
                return;
            }
            long identity = identity(event.envelope().ref());
            String flow = Quarantine.flow(record.headers(), "pos-sales");
            if (event.data() instanceof SaleCompleted sale) {
                sale.lines().stream()
                        .filter(SaleLine::movesStock)
                        .forEach(line -> forward(record, new Sold(line.sku(), flow, at, identity)));
            } else if (event.data() instanceof OrderPlaced order) {
                order.lines().forEach(line -> forward(record, new Sold(line.sku(), flow, at, identity)));
            } else if (event.data() instanceof ExceptionRaised raised) {
                context().forward(record.withKey(flow).withValue(new Failed(flow, at, raised)));
            }
        } catch (ContractViolation violation) {
            // Not ours to put aside: the inventory, or flow health, quarantines it and accounts for it.
            return;
        }
    }

    private static Instant earliest(Instant occurred, Instant appended, Instant now) {
        return Stream.of(occurred, appended, now).min(Instant::compareTo).orElse(now);
    }

    private static long identity(EventRef ref) {
        return UUID.nameUUIDFromBytes(ref.encoded().getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    private void forward(Record<String, byte[]> record, Sold sold) {
        context().forward(record.withKey(sold.sku()).withValue(sold));
    }
}
