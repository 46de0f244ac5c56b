package io.tillwatch.health;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.streams.Accounts;
import io.tillwatch.streams.Quarantine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Meters records where they arrive; only samples travel on. */
final class MeterProcessor implements Processor<String, byte[], String, Object> {
    static final String COMPONENT = "flow-health";
    static final String ACCOUNTS = "health-accounts";

    private static final Duration SAMPLE_EVERY = Duration.ofMillis(300);
    /** Topics whose bad records this component puts aside; those of the others belong to the inventory. */
    private static final Set<String> OWN_TOPICS = Set.of(TopicNames.TELEMETRY, TopicNames.CALENDAR);

    private static final Set<String> BODIES = Set.of(TopicNames.TELEMETRY, TopicNames.PAYMENTS);
    private static final Map<String, String> DEFAULT_FLOWS = Map.of(
            TopicNames.SALES, "pos-sales",
            TopicNames.ORDERS, "web-orders",
            TopicNames.STOCK, "warehouse",
            TopicNames.PAYMENTS, "payments",
            TopicNames.TELEMETRY, "odoo-import",
            TopicNames.CALENDAR, "catalogue-feed");

    private final WorldClock clock;
    private final FlowMeter meter;
    private final Quarantine quarantine;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private Accounts accounts;

    MeterProcessor(WorldClock clock, FlowCatalogue flows) {
        this.clock = clock;
        this.meter = new FlowMeter(flows);
        this.quarantine = new Quarantine(COMPONENT, clock);
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        accounts = new Accounts(COMPONENT, context.getStateStore(ACCOUNTS), clock);
        context.schedule(SAMPLE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = clock.instant();
            meter.take(now).forEach(sample -> context.forward(new Record<>(sample.flow(), sample, now.toEpochMilli())));
            accounts.tell(account -> context.forward(new Record<>(account.key(), account, now.toEpochMilli())));
        });
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        if (metadata.topic().equals(TopicNames.ACCOUNTING)) {
            meter.counted(Topics.ACCOUNTING.value().deserializer().deserialize(metadata.topic(), record.value()));
        } else if (metadata.topic().equals(TopicNames.QUARANTINE)) {
            QuarantinedRecord refused =
                    Topics.QUARANTINE.value().deserializer().deserialize(metadata.topic(), record.value());
            meter.refused(refused, refused.flow() == null ? "unknown" : refused.flow());
        } else {
            String flow = Quarantine.flow(record.headers(), DEFAULT_FLOWS.getOrDefault(metadata.topic(), "unknown"));
            accounts.count(metadata, flow, meter(record, metadata, flow));
        }
    }

    private Outcome meter(Record<String, byte[]> record, RecordMetadata metadata, String flow) {
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        double ours = clock.toReal(Duration.between(appended, clock.instant())).toNanos() / 1e6;
        try {
            Envelope envelope = EnvelopeHeaders.read(record.headers());
            if (BODIES.contains(metadata.topic()) || metadata.topic().equals(TopicNames.CALENDAR)) {
                Event<?> event = EventCodec.decode(metadata.topic(), record.headers(), record.value());
                meter.said(event, flow);
            }
            meter.passed(envelope, flow, appended, ours);
            return Outcome.APPLIED;
        } catch (ContractViolation violation) {
            if (!OWN_TOPICS.contains(metadata.topic())) {
                return Outcome.IGNORED;
            }
            QuarantinedRecord refused = quarantine.of(record, metadata, flow, violation);
            context.forward(record.withKey(refused.id()).withValue(refused));
            return Outcome.QUARANTINED;
        }
    }
}
