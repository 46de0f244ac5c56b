package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Sees the numbers of all sales events, those too whose body cannot be used: they stand in quarantine and are not lost.
 * Only sales, since a till's stand in one partition; a source that spreads over several shows gaps in each.
 */
final class SequenceProcessor implements Processor<byte[], byte[], String, Signal> {
    static final String NUMBERS = "source-numbers";
    static final Serde<SequenceGaps.Numbers> SERDE = JsonSerde.of(SequenceGaps.Numbers.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String DEFAULT_FLOW = "pos-sales";

    private final InventoryConfig config;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Signal> context;

    @SuppressWarnings("NullAway.Init") // as above
    private SequenceGaps gaps;

    SequenceProcessor(InventoryConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Signal> processorContext) {
        context = processorContext;
        gaps = new SequenceGaps(config.rules().sequenceGrace(), new Stored(context.getStateStore(NUMBERS)));
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = config.clock().instant();
            gaps.tell(now, signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context.recordMetadata().orElseThrow().topic();
        if (!topic.equals(TopicNames.SALES)) {
            return;
        }
        Instant now = config.clock().instant();
        envelope(record).ifPresent(envelope -> {
            Long number = envelope.sequence();
            if (number != null) {
                String flow = envelope.flowId() == null ? DEFAULT_FLOW : envelope.flowId();
                gaps.note(envelope.source(), envelope.sourceEpoch(), flow, number, now);
            }
            closed(record, envelope, topic).ifPresent(session -> expect(envelope, session, now));
        });
    }

    private void expect(Envelope envelope, SessionClosed session, Instant now) {
        Long first = session.firstSequence();
        Long last = session.lastSequence();
        if (first != null && last != null) {
            gaps.expect(envelope.source(), envelope.sourceEpoch(), first, last, now);
        }
    }

    /** Empty for what the contract refuses: the intake puts that into quarantine and counts it. */
    private static Optional<Envelope> envelope(Record<byte[], byte[]> record) {
        try {
            return Optional.of(EnvelopeHeaders.read(record.headers()));
        } catch (ContractViolation refused) {
            return Optional.empty();
        }
    }

    private static Optional<SessionClosed> closed(Record<byte[], byte[]> record, Envelope envelope, String topic) {
        if (!envelope.type().equals(EventType.SESSION_CLOSED.typeName())) {
            return Optional.empty();
        }
        try {
            Object data =
                    EventCodec.decode(topic, record.headers(), record.value()).data();
            return data instanceof SessionClosed session ? Optional.of(session) : Optional.empty();
        } catch (ContractViolation refused) {
            return Optional.empty();
        }
    }

    private record Stored(KeyValueStore<String, SequenceGaps.Numbers> store) implements SequenceGaps.State {
        @Override
        public SequenceGaps.@Nullable Numbers find(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, SequenceGaps.Numbers numbers) {
            store.put(key, numbers);
        }

        @Override
        public void each(Consumer<SequenceGaps.Numbers> visitor) {
            try (KeyValueIterator<String, SequenceGaps.Numbers> all = store.all()) {
                while (all.hasNext()) {
                    KeyValue<String, SequenceGaps.Numbers> entry = all.next();
                    visitor.accept(entry.value);
                }
            }
        }
    }
}
