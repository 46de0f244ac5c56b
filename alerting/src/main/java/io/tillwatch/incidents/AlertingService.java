package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.topics.TopicReader;
import io.tillwatch.topics.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals, verdicts and silences to incidents, the ledger of what called nobody, and the audit, exactly once: what was
 * read and what follows from it are one transaction. The state
 * is the compacted topic of incidents itself; it is read at the start, and again after whatever went wrong. One instance
 * works at a time: a second one takes over from the first. Runs on a thread of its own; all methods are thread-safe.
 */
public final class AlertingService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertingService.class);
    private static final String GROUP = "tillwatch-alerting";
    private static final Duration POLL = Duration.ofMillis(100);

    private final FlowCatalogue flows;
    private final PriorityConfig priority;
    private final Clock clock;
    private final Map<String, Object> clientProperties;
    private final Consumer<Incident> changed;
    private final Worker worker;

    private AlertingService(
            FlowCatalogue flows,
            PriorityConfig priority,
            Clock clock,
            Map<String, Object> clientProperties,
            Consumer<Incident> changed) {
        this.flows = flows;
        this.priority = priority;
        this.clock = clock;
        this.clientProperties = Map.copyOf(clientProperties);
        this.changed = changed;
        this.worker = Worker.of("alerting", GROUP, clientProperties, this::work);
    }

    /**
     * Starts alerting.
     *
     * @param changed hears of each incident after its change is durable, on the service's thread; must be quick. What it
     *     throws is logged and stops nothing
     */
    public static AlertingService start(
            FlowCatalogue flows,
            PriorityConfig priority,
            Clock clock,
            Map<String, Object> clientProperties,
            Consumer<Incident> changed) {
        AlertingService service = new AlertingService(flows, priority, clock, clientProperties, changed);
        service.worker.start();
        return service;
    }

    /** Whether the stored incidents were read and signals are being taken. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return worker.awaitReady(atMost);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return worker.problem();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void work() {
        try (KafkaConsumer<String, byte[]> consumer = worker.consumer();
                ChangeFeed changes = ChangeFeed.open(clientProperties, clock);
                KafkaProducer<String, byte[]> producer = worker.producer()) {
            // First: it ends what a former instance left open, so that the state read next is whole.
            producer.initTransactions();
            TopicReader reader = new TopicReader(clientProperties, worker::stopping);
            Restored state = Restored.read(new IncidentBook(flows, priority), reader, consumer);
            if (worker.stopping()) {
                return;
            }
            Turn turn = new Turn(state, clock, consumer, producer);
            consumer.subscribe(List.of(TopicNames.SIGNALS, TopicNames.VERDICTS, TopicNames.SILENCES));
            worker.ready();
            while (!worker.stopping()) {
                changes.take(state.book()::changed);
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    turn.apply(records).forEach(this::tell);
                }
                worker.well();
            }
        }
    }

    private void tell(Incident incident) {
        try {
            changed.accept(incident);
        } catch (RuntimeException e) {
            LOG.error("who listens to incidents failed at {}", incident.id(), e);
        }
    }
}
