package io.tillwatch.notify;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.silences.Silences;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * Tells people of incidents. What to tell is decided once, in one transaction with the reading of the incident, and lies in
 * a topic until its receiver has taken it: a crash loses nothing, and what it leaves in doubt is sent again under the same
 * key. One instance works at a time. Threads of its own; all methods are thread-safe.
 */
public final class NotificationService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationService.class);
    private static final String GROUP = "tillwatch-notify";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final NotificationRules rules;
    private final NotificationTurn.Clocks clocks;
    private final Map<String, Object> clientProperties;
    private final Thread thread = new Thread(this::run, "notify");
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private volatile Map<String, Delivery> deliveries = Map.of();

    private NotificationService(
            NotificationRules rules, NotificationTurn.Clocks clocks, Map<String, Object> clientProperties) {
        this.rules = rules;
        this.clocks = clocks;
        this.clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * @param clock real time, by which receivers judge how old a message is and limits are counted
     * @param world the world's time, by which silences begin and end
     */
    public static NotificationService start(
            NotificationRules rules, InstantSource clock, InstantSource world, Map<String, Object> clientProperties) {
        NotificationService service =
                new NotificationService(rules, new NotificationTurn.Clocks(clock, world), clientProperties);
        service.thread.start();
        return service;
    }

    /** Whether the outbox was read and incidents are being taken. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when all is well, else why not, in one line without a secret. */
    public @Nullable String problem() {
        if (!thread.isAlive()) {
            return "notifications have stopped";
        }
        return Stream.concat(
                        Stream.ofNullable(problem.get()),
                        deliveries.values().stream().map(Delivery::problem).filter(Objects::nonNull))
                .findFirst()
                .orElse(null);
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
            } catch (ProducerFencedException | InvalidProducerEpochException | FencedInstanceIdException e) {
                LOG.warn("another instance sends notifications; this one stands by");
                problem.set("two instances send notifications in turns: stop one of them");
                pause = LONGEST_PAUSE;
            } catch (RuntimeException e) {
                LOG.error("notifications failed; they begin again in {} s", pause.toSeconds(), e);
                problem.set("notifications failed with " + e.getClass().getSimpleName() + " and begin again");
            } finally {
                deliveries.values().forEach(Delivery::close);
            }
            pause = rest(pause);
        }
    }

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
                KafkaProducer<String, byte[]> producer = producer()) {
            // First: it ends what a former instance left open, so that the outbox read next is whole.
            producer.initTransactions();
            Outbox outbox = new Outbox(rules);
            TopicReader reader = new TopicReader(clientProperties, this::stopping);
            reader.all(TopicNames.NOTIFICATIONS, record -> restore(record, outbox));
            NotificationTurn turn = new NotificationTurn(outbox, Silences.read(reader), clocks, consumer, producer);
            reader.all(TopicNames.INCIDENTS, record -> open(record, turn));
            if (stopping()) {
                return;
            }
            deliveries = open(turn);
            rules.receivers()
                    .forEach(receiver -> outbox.waiting(receiver.name()).forEach(this::handOver));
            consumer.subscribe(List.of(TopicNames.INCIDENTS, TopicNames.SILENCES));
            ready.countDown();
            while (!stopping()) {
                turn.next().forEach(this::handOver);
                deliveries.forEach((name, delivery) -> delivery.standing(outbox.standing(name)));
                problem.set(null);
            }
        }
    }

    private Map<String, Delivery> open(NotificationTurn turn) {
        Wording wording = new Wording(rules.console(), clocks.real());
        Map<String, Delivery> opened = new HashMap<>();
        for (Receiver receiver : rules.receivers()) {
            Channel channel = Channel.to(receiver.address(), wording);
            opened.put(receiver.name(), Delivery.start(receiver.name(), channel, rules.patience(), turn::result));
        }
        return opened;
    }

    private void handOver(Notification notification) {
        Delivery delivery = deliveries.get(notification.receiver());
        if (notification.state() == Notification.State.WAITING && delivery != null) {
            delivery.add(notification);
        }
    }

    private static void restore(ConsumerRecord<String, byte[]> record, Outbox outbox) {
        try {
            outbox.restore(Complete.check(
                    Topics.NOTIFICATIONS.value().deserializer().deserialize(record.topic(), record.value())));
        } catch (RuntimeException e) {
            LOG.error("the notification at {}-{} cannot be read", record.partition(), record.offset(), e);
        }
    }

    private static void open(ConsumerRecord<String, byte[]> record, NotificationTurn turn) {
        try {
            turn.take(record);
        } catch (RuntimeException e) {
            LOG.error("the incident at {}-{} cannot be read", record.partition(), record.offset(), e);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = TopicReader.settings(clientProperties);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // By its name the group knows a process that was killed and is back, and does not wait for it to die first.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, GROUP);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
