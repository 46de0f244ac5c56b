package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.topics.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final FlowCatalogue flows;
    private final PriorityConfig priority;
    private final Clock clock;
    private final Map<String, Object> clientProperties;
    private final Consumer<Incident> changed;
    private final Thread thread = new Thread(this::run, "alerting");
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

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
        service.thread.start();
        return service;
    }

    /** Whether the stored incidents were read and signals are being taken. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return thread.isAlive() ? problem.get() : "alerting has stopped";
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopping()) {
            try {
                work();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                LOG.warn(
                        "another instance of alerting took over; this one stands by for {} s",
                        LONGEST_PAUSE.toSeconds());
                problem.set("two instances of alerting take turns: stop one of them");
                pause = LONGEST_PAUSE;
            } catch (RuntimeException e) {
                LOG.error("alerting failed; it begins again in {} s", pause.toSeconds(), e);
                problem.set("alerting failed with " + e.getClass().getSimpleName() + " and begins again");
            }
            pause = rest(pause);
        }
    }

    /** Waits, unless it is to stop; the next wait is longer. */
    private Duration rest(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return Duration.ZERO;
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private void work() {
        try (KafkaConsumer<String, byte[]> consumer = consumer();
                ChangeFeed changes = ChangeFeed.open(clientProperties, clock);
                KafkaProducer<String, byte[]> producer = producer()) {
            // First: it ends what a former instance left open, so that the state read next is whole.
            producer.initTransactions();
            TopicReader reader = new TopicReader(clientProperties, this::stopping);
            Restored state = Restored.read(new IncidentBook(flows, priority), reader, consumer);
            if (stopping()) {
                return;
            }
            Turn turn = new Turn(state, clock, consumer, producer);
            consumer.subscribe(List.of(TopicNames.SIGNALS, TopicNames.VERDICTS, TopicNames.SILENCES));
            ready.countDown();
            while (!stopping()) {
                changes.take(state.book()::changed);
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    turn.apply(records).forEach(this::tell);
                }
                problem.set(null);
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

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = TopicReader.settings(clientProperties);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
