package io.tillwatch.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.state.KeptMap;
import io.tillwatch.streams.Accounts;
import io.tillwatch.streams.Quarantine;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters records where they arrive; only samples travel on. */
final class MeterProcessor implements Processor<byte[], byte[], String, Object> {
    static final String COMPONENT = "flow-health";
    static final String ACCOUNTS = "health-accounts";
    static final String PROMISES = "promises";
    static final String POSTINGS = "postings";

    private static final Duration SAMPLE_EVERY = Duration.ofMillis(300);
    /** Real time for which a sender or the broker may hang: an hour and more where the world's clock runs fast. */
    private static final Duration SENDERS_STALL = Duration.ofSeconds(10);

    /** Topics whose bad records this component puts aside; those of the others belong to the inventory. */
    private static final Set<String> OWN_TOPICS = EventMeter.ABOUT_FLOWS;

    private static final Map<String, String> DEFAULT_FLOWS = Map.of(
            TopicNames.SALES, "pos-sales",
            TopicNames.ORDERS, "web-orders",
            TopicNames.STOCK, "warehouse",
            TopicNames.PAYMENTS, "payments",
            TopicNames.TELEMETRY, "odoo-import",
            TopicNames.CALENDAR, "catalogue-feed");

    private static final Logger LOG = LoggerFactory.getLogger(MeterProcessor.class);
    private static final String UNKNOWN = "unknown";

    /** Real time between two looks that is worth a line: all that is late then is late because of us. */
    private static final double STOOD_STILL_MILLIS = 5_000;

    private final WorldClock clock;
    private final FlowCatalogue flows;
    private final MeterRegistry registry;
    private final Quarantine quarantine;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private FlowMeter meter;

    @SuppressWarnings("NullAway.Init") // as above
    private EventMeter events;

    @SuppressWarnings("NullAway.Init") // set in init(), before any look
    private Instant lookedAt;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private Accounts accounts;

    MeterProcessor(WorldClock clock, FlowCatalogue flows, MeterRegistry registry) {
        this.clock = clock;
        this.flows = flows;
        this.registry = registry;
        this.quarantine = new Quarantine(COMPONENT, clock);
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        Followed followed = new Followed(
                new Promises(flows, new KeptMap<>(context.getStateStore(PROMISES))),
                new Postings(flows, new KeptMap<>(context.getStateStore(POSTINGS))),
                clock.toWorld(SENDERS_STALL));
        meter = new FlowMeter(flows, followed);
        events = new EventMeter(flows, meter, registry);
        accounts = new Accounts(COMPONENT, context.getStateStore(ACCOUNTS), clock);
        lookedAt = clock.instant();
        context.schedule(SAMPLE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = clock.instant();
            if (clock.realMillis(lookedAt, now) > STOOD_STILL_MILLIS) {
                LOG.warn("stood still for {} ms before this look", Math.round(clock.realMillis(lookedAt, now)));
            }
            lookedAt = now;
            meter.take(now).forEach(sample -> context.forward(new Record<>(sample.flow(), sample, now.toEpochMilli())));
            accounts.tell(account -> context.forward(new Record<>(account.key(), account, now.toEpochMilli())));
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        if (metadata.topic().equals(TopicNames.ACCOUNTING)) {
            AccountingSnapshot account = read(Topics.ACCOUNTING, record);
            if (account != null) {
                meter.counted(account);
            }
        } else if (metadata.topic().equals(TopicNames.QUARANTINE)) {
            QuarantinedRecord refused = read(Topics.QUARANTINE, record);
            if (refused != null) {
                String flow = refused.flow() == null ? UNKNOWN : refused.flow();
                events.refused(refused, flow);
            }
        } else if (metadata.topic().equals(TopicNames.ODOO_DOCUMENTS)) {
            OdooDocument document = read(Topics.ODOO_DOCUMENTS, record);
            if (document != null) {
                follow(document);
            }
        } else {
            String flow = Quarantine.flow(record.headers(), DEFAULT_FLOWS.getOrDefault(metadata.topic(), UNKNOWN));
            accounts.count(metadata, flow, outcome(record, metadata, flow));
        }
    }

    /** Whoever reconciles accounts for Odoo's rows and puts bad ones aside. */
    private void follow(OdooDocument document) {
        try {
            meter.followed().see(document);
        } catch (DateTimeException e) {
            LOG.warn("{} has a date that is none and is passed over: {}", document.key(), e.getMessage());
        }
    }

    /** What our own rooms say; null for a tombstone, and for what cannot be read: it must not stop the watch. */
    private static <T> @Nullable T read(Topic<T> topic, Record<byte[], byte[]> record) {
        try {
            return topic.value().deserializer().deserialize(topic.name(), record.value());
        } catch (ContractViolation violation) {
            LOG.warn("a record of {} cannot be read and is passed over: {}", topic.name(), violation.getMessage());
            return null;
        }
    }

    private Outcome outcome(Record<byte[], byte[]> record, RecordMetadata metadata, String flow) {
        QuarantinedRecord refused;
        try {
            meter(record, metadata, flow);
            return Outcome.APPLIED;
        } catch (ContractViolation violation) {
            refused = quarantine.of(record, metadata, flow, violation);
        } catch (RuntimeException unexpected) {
            LOG.error(
                    "cannot meter {}-{} at {}", metadata.topic(), metadata.partition(), metadata.offset(), unexpected);
            refused = quarantine.of(record, metadata, flow, unexpected);
        }
        if (!OWN_TOPICS.contains(metadata.topic())) {
            return Outcome.IGNORED;
        }
        context.forward(new Record<>(refused.id(), refused, record.timestamp()));
        return Outcome.QUARANTINED;
    }

    private void meter(Record<byte[], byte[]> record, RecordMetadata metadata, String flow) {
        String topic = metadata.topic();
        Instant now = clock.instant();
        Instant appended = Span.past(Instant.ofEpochMilli(record.timestamp()), now);
        double ours = clock.realMillis(appended, now);
        Envelope envelope = EnvelopeHeaders.read(record.headers());
        Event<?> event = EventMeter.needsBody(topic, envelope)
                ? EventCodec.decode(topic, record.headers(), record.value())
                : null;
        events.meter(envelope, event, new EventMeter.Seen(topic, metadata.partition(), flow, appended, ours, now))
                .ifPresent(signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
    }
}
