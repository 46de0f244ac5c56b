package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.state.PackedStore;
import io.tillwatch.streams.Accounts;
import io.tillwatch.streams.Quarantine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets events in, each with exactly one outcome, and asks the ledger to do what they say. */
final class IntakeProcessor implements Processor<byte[], byte[], String, Object> {
    static final String COMPONENT = "inventory";

    /** Child that takes commands for the ledger of this task. */
    static final String HERE = "commands-here";

    /** Child that takes commands for the ledger of whichever task has the SKU. */
    static final String AWAY = "commands-away";

    /** Child that takes what is refused. */
    static final String REFUSED = "refused";

    /** Child that takes accounts. */
    static final String ACCOUNTS = "accounts";

    /** Child that takes signals. */
    static final String SIGNALS = "intake-signals";

    private static final Logger LOG = LoggerFactory.getLogger(IntakeProcessor.class);
    private static final Duration TELL_ACCOUNTS_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_AT_MEMORY_EVERY = Duration.ofMinutes(1);
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
        PackedStore store = context.getStateStore(InventoryTopology.LEDGER);
        intake = new Intake(new PackedEventIndex(store.state()), config.assortment());
        accounts = Accounts.writtenBehind(COMPONENT, new PackedAccounts(store.state()), config.clock());
        store.beforeCommit(accounts::save);
        EventMemory memory = new EventMemory(store.state(), config.horizon(), config.clock());
        store.state().keeping(memory);
        context.schedule(LOOK_AT_MEMORY_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> memory.look());
        context.schedule(TELL_ACCOUNTS_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> tellAccounts());
    }

    private void tellAccounts() {
        long now = config.clock().millis();
        accounts.tell(account -> context.forward(new Record<>(account.key(), account, now), ACCOUNTS));
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
        skew.judge(event.envelope(), flow, appended)
                .ifPresent(signal -> emit(record, signal.subject(), signal, SIGNALS));
        admitted.movements().forEach(movement -> ask(record, metadata, LedgerCommand.apply(movement)));
        EventRef target = event.envelope().corrects();
        if (target != null) {
            undo(record, metadata, target);
            return Outcome.APPLIED;
        }
        if (admitted.movements().isEmpty()) {
            return Outcome.IGNORED;
        }
        boolean late = Duration.between(occurred, appended).compareTo(config.lateAfter()) > 0;
        return late ? Outcome.LATE : Outcome.APPLIED;
    }

    private void undo(Record<byte[], byte[]> record, RecordMetadata metadata, EventRef target) {
        List<String> positions = intake.correct(target, Instant.ofEpochMilli(record.timestamp()));
        for (String position : positions) {
            int bar = position.lastIndexOf('|');
            ask(record, metadata, LedgerCommand.undo(position.substring(0, bar), position.substring(bar + 1), target));
        }
    }

    private void ask(Record<byte[], byte[]> record, RecordMetadata metadata, LedgerCommand command) {
        emit(record, command.sku(), command, isHere(record.key(), metadata, command.sku()) ? HERE : AWAY);
    }

    /**
     * Whether the SKU's ledger is this task's. A record may lie elsewhere than the rule of Kafka's own producer says, as
     * other clients have other rules; what lies there must travel to where the rest of its SKU is.
     */
    private boolean isHere(byte @Nullable [] key, RecordMetadata metadata, String sku) {
        return key != null
                && metadata.topic().equals(TopicNames.STOCK)
                && Utils.toPositive(Utils.murmur2(key)) % config.partitions() == metadata.partition()
                && sku.equals(new String(key, StandardCharsets.UTF_8));
    }

    /** Without the event's headers: what we conclude from it is no event of its source. */
    private void emit(Record<byte[], byte[]> record, String key, Object value, String child) {
        context.forward(new Record<>(key, value, record.timestamp()), child);
    }

    private Outcome refuse(
            Record<byte[], byte[]> record, RecordMetadata metadata, String flow, RuntimeException problem) {
        var refused = quarantine.of(record, metadata, flow, problem);
        emit(record, refused.id(), refused, REFUSED);
        return Outcome.QUARANTINED;
    }
}
