package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.streams.Accounts;
import io.tillwatch.streams.Quarantine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets events in, each with exactly one outcome, and asks the ledger to do what they say. */
final class IntakeProcessor implements Processor<byte[], byte[], String, Object> {
    static final String COMPONENT = "inventory";
    static final String INDEX = "event-index";
    static final String ACCOUNTS = "inventory-accounts";

    private static final Logger LOG = LoggerFactory.getLogger(IntakeProcessor.class);
    private static final Duration TELL_ACCOUNTS_EVERY = Duration.ofMillis(500);
    private static final Map<String, String> DEFAULT_FLOWS = Map.of(
            TopicNames.SALES, "pos-sales",
            TopicNames.ORDERS, "web-orders",
            TopicNames.STOCK, "warehouse",
            TopicNames.PAYMENTS, "payments");

    private final InventoryConfig config;
    private final Quarantine quarantine;
    private final ClockSkew skew;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private Intake intake;

    @SuppressWarnings("NullAway.Init") // as above
    private Accounts accounts;

    IntakeProcessor(InventoryConfig config) {
        this.config = config;
        this.quarantine = new Quarantine(COMPONENT, config.clock());
        this.skew = new ClockSkew(config.clockTolerance(), config.clock());
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> index = context.getStateStore(INDEX);
        intake = new Intake(new StoredIndex(index));
        accounts = new Accounts(COMPONENT, context.getStateStore(ACCOUNTS), config.clock());
        context.schedule(
                TELL_ACCOUNTS_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                time -> accounts.tell(account -> context.forward(
                        new Record<>(account.key(), account, config.clock().millis()))));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        String flow = Quarantine.flow(record.headers(), DEFAULT_FLOWS.getOrDefault(metadata.topic(), "unknown"));
        Outcome outcome;
        try {
            outcome = admit(record, metadata, flow);
        } catch (ContractViolation violation) {
            outcome = refuse(record, metadata, flow, violation);
        } catch (KafkaException engine) {
            // The engine's trouble, such as a task that moved away, is not the record's.
            throw engine;
        } catch (RuntimeException unexpected) {
            LOG.error(
                    "cannot take in {}-{} at {}",
                    metadata.topic(),
                    metadata.partition(),
                    metadata.offset(),
                    unexpected);
            outcome = refuse(record, metadata, flow, unexpected);
        }
        accounts.count(metadata, flow, outcome);
    }

    private Outcome admit(Record<byte[], byte[]> record, RecordMetadata metadata, String flow) {
        Event<?> event = EventCodec.decode(metadata.topic(), record.headers(), record.value());
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        Instant occurred = event.envelope().occurredAt();
        if (occurred.isBefore(appended.minus(config.horizon()))) {
            throw new ContractViolation(ReasonCode.BEYOND_HORIZON, "the event is older than the ledger's horizon");
        }
        if (!(intake.admit(event, appended) instanceof Intake.Admitted admitted)) {
            return Outcome.DUPLICATE;
        }
        skew.judge(event.envelope(), flow, appended).ifPresent(signal -> emit(record, signal.subject(), signal));
        admitted.movements().forEach(movement -> ask(record, LedgerCommand.apply(movement)));
        EventRef target = event.envelope().corrects();
        if (target != null) {
            undo(record, target);
            return Outcome.APPLIED;
        }
        if (admitted.movements().isEmpty()) {
            return Outcome.IGNORED;
        }
        boolean late = Duration.between(occurred, appended).compareTo(config.lateAfter()) > 0;
        return late ? Outcome.LATE : Outcome.APPLIED;
    }

    private void undo(Record<byte[], byte[]> record, EventRef target) {
        List<String> positions = intake.correct(target);
        for (String position : positions) {
            int bar = position.lastIndexOf('|');
            ask(record, LedgerCommand.undo(position.substring(0, bar), position.substring(bar + 1), target));
        }
    }

    private void ask(Record<byte[], byte[]> record, LedgerCommand command) {
        emit(record, command.sku(), command);
    }

    /** Without the event's headers: what we conclude from it is no event of its source. */
    private void emit(Record<byte[], byte[]> record, String key, Object value) {
        context.forward(new Record<>(key, value, record.timestamp()));
    }

    private Outcome refuse(
            Record<byte[], byte[]> record, RecordMetadata metadata, String flow, RuntimeException problem) {
        var refused = quarantine.of(record, metadata, flow, problem);
        emit(record, refused.id(), refused);
        return Outcome.QUARANTINED;
    }

    private record StoredIndex(KeyValueStore<String, byte[]> store) implements EventIndex {
        @Override
        public @Nullable Known find(String source, String id) {
            byte[] bytes = store.get(source + '\u0000' + id);
            return bytes == null ? null : MovementCodec.known(bytes);
        }

        @Override
        public void put(String source, String id, Known known) {
            store.put(source + '\u0000' + id, MovementCodec.encode(known));
        }
    }
}
