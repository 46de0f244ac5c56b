package io.tillwatch.confidence;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.SaleVoided;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.retail.SessionOpened;
import io.tillwatch.contracts.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Hears each event once, by its source's numbers, and sends on what it says of its location, summed up for a moment: the
 * sums wait in a store, so that a crash neither loses nor doubles one. A record that cannot be read is passed over here:
 * the inventory puts those of sales aside and counts them, flow health those of telemetry.
 */
final class HeardProcessor implements Processor<byte[], byte[], String, LocationPulse> {
    static final String SPEAKERS = "speakers";
    static final String UNSENT = "unsent-pulses";

    private static final Duration SEND_EVERY = Duration.ofMillis(500);
    /** An event that took longer was kept at its source. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final WorldClock clock;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, LocationPulse> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, Speaker> speakers;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, LocationPulse> unsent;

    HeardProcessor(WorldClock clock) {
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, LocationPulse> processorContext) {
        context = processorContext;
        speakers = context.getStateStore(SPEAKERS);
        unsent = context.getStateStore(UNSENT);
        context.schedule(SEND_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> send());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context.recordMetadata().orElseThrow().topic();
        Instant now = clock.instant();
        Instant arrived = earlier(Instant.ofEpochMilli(record.timestamp()), now);
        Envelope envelope;
        try {
            envelope = EnvelopeHeaders.read(record.headers());
        } catch (ContractViolation unreadable) {
            return;
        }
        Object body = body(topic, record, envelope);
        Instant at = earlier(envelope.occurredAt(), arrived);
        if (body instanceof Heartbeat heartbeat) {
            add(LocationPulse.none(heartbeat.node()).beating(Beat.of(heartbeat, at)));
        } else if (EventType.SALE_COMPLETED.topicName().equals(topic)) {
            hear(envelope, body, at, arrived);
        }
    }

    /** Null for what says nothing here, and for what cannot be read. */
    private static @Nullable Object body(String topic, Record<byte[], byte[]> record, Envelope envelope) {
        boolean beat = envelope.type().equals(EventType.HEARTBEAT.typeName());
        if (!beat && !EventType.SALE_COMPLETED.topicName().equals(topic)) {
            return null;
        }
        try {
            return EventCodec.decode(topic, record.headers(), record.value()).data();
        } catch (ContractViolation unreadable) {
            return null;
        }
    }

    private void hear(Envelope envelope, @Nullable Object body, Instant at, Instant arrived) {
        Speaker before = speakers.get(envelope.source());
        Speaker known = before == null ? Speaker.UNHEARD : before;
        if (known.heard(envelope.sourceEpoch(), envelope.sequence())) {
            return;
        }
        String place = body == null ? null : location(body);
        Speaker speaker =
                known.plus(envelope.sourceEpoch(), envelope.sequence(), at, place, body instanceof SessionClosed);
        speakers.put(envelope.source(), speaker);
        String location = speaker.location();
        if (location == null) {
            return;
        }
        int offset = envelope.time().getOffset().getTotalSeconds();
        boolean kept = at.plus(FRESH).isBefore(arrived);
        LocationPulse pulse =
                LocationPulse.heard(location, at, arrived, kept, offset, envelope.source(), speaker.word());
        add(body instanceof SaleCompleted sale ? sold(pulse, sale, LocalHours.of(at, offset)) : pulse);
    }

    private static LocationPulse sold(LocationPulse pulse, SaleCompleted sale, int hour) {
        double pieces = 0;
        double squares = 0;
        for (SaleLine line : sale.lines()) {
            if (line.movesStock()) {
                double one = line.quantity().value().doubleValue();
                pieces += one;
                squares += one * one;
            }
        }
        return pulse.selling(hour, pieces, squares);
    }

    private static @Nullable String location(Object body) {
        if (body instanceof SaleCompleted sale) {
            return sale.location();
        } else if (body instanceof ReturnCompleted back) {
            return back.location();
        } else if (body instanceof SaleVoided voided) {
            return voided.location();
        } else if (body instanceof SessionOpened opened) {
            return opened.location();
        }
        return body instanceof SessionClosed closed ? closed.location() : null;
    }

    private void add(LocationPulse pulse) {
        LocationPulse waiting = unsent.get(pulse.location());
        unsent.put(pulse.location(), waiting == null ? pulse : waiting.plus(pulse));
    }

    private void send() {
        List<KeyValue<String, LocationPulse>> waiting = new ArrayList<>();
        try (KeyValueIterator<String, LocationPulse> all = unsent.all()) {
            all.forEachRemaining(waiting::add);
        }
        long now = clock.instant().toEpochMilli();
        waiting.forEach(entry -> {
            context.forward(new Record<>(entry.key, entry.value, now));
            unsent.delete(entry.key);
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
