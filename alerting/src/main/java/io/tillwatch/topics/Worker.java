package io.tillwatch.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
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
 * A thread that reads and writes topics in transactions, as the one instance of its name: after whatever went wrong it
 * begins again from what is committed, with growing pauses; when another instance takes over, it stands by. All methods
 * are thread-safe.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final String group;
    private final Map<String, Object> clientProperties;
    private final Attempt attempt;
    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    /** Opens what it needs, says {@link #ready}, and works until the worker is {@link #stopping}; may fail at any time. */
    @FunctionalInterface
    public interface Attempt {
        void work();
    }

    private Worker(String name, String group, Map<String, Object> clientProperties, Attempt attempt) {
        this.name = name;
        this.group = group;
        this.clientProperties = Map.copyOf(clientProperties);
        this.attempt = attempt;
        this.thread = new Thread(this::run, name);
    }

    /**
     * A worker that is yet to be started.
     *
     * @param name for people: of the thread, and in what {@link #problem} says
     * @param group consumer group, its only member, and id of the transactions
     */
    public static Worker of(String name, String group, Map<String, Object> clientProperties, Attempt attempt) {
        return new Worker(name, group, clientProperties, attempt);
    }

    public void start() {
        thread.start();
    }

    /** For the attempt: it has what it needs. */
    public void ready() {
        ready.countDown();
    }

    /** For the attempt: it got through a turn. */
    public void well() {
        problem.set(null);
    }

    public boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** Whether an attempt got ready in time. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return thread.isAlive() ? problem.get() : name + " has stopped";
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOPS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopping()) {
            try {
                attempt.work();
            } catch (ProducerFencedException | InvalidProducerEpochException | FencedInstanceIdException e) {
                LOG.warn(
                        "another instance of {} took over; this one stands by for {} s",
                        name,
                        LONGEST_PAUSE.toSeconds());
                problem.set("two instances of " + name + " take turns: stop one of them");
                pause = LONGEST_PAUSE;
            } catch (RuntimeException e) {
                LOG.error("{} failed; it begins again in {} s", name, pause.toSeconds(), e);
                problem.set(name + " failed with " + e.getClass().getSimpleName() + " and begins again");
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

    /** A consumer of the group, for one attempt. */
    public KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = TopicReader.settings(clientProperties);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // By its name the group knows a process that was killed and is back, and does not wait for it to die first.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose transactions fence those of any earlier one, once they are initialized. */
    public KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
