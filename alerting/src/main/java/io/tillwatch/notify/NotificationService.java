package io.tillwatch.notify;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.silences.Silences;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import io.tillwatch.topics.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
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

    private final NotificationRules rules;
    private final NotificationTurn.Clocks clocks;
    private final Map<String, Object> clientProperties;
    private final Worker worker;
    private volatile Map<String, Delivery> deliveries = Map.of();

    private NotificationService(
            NotificationRules rules, NotificationTurn.Clocks clocks, Map<String, Object> clientProperties) {
        this.rules = rules;
        this.clocks = clocks;
        this.clientProperties = Map.copyOf(clientProperties);
        this.worker = Worker.of("the sending of notifications", GROUP, clientProperties, this::work);
    }

    /**
     * @param clock real time, by which receivers judge how old a message is and limits are counted
     * @param world the world's time, by which silences begin and end
     */
    public static NotificationService start(
            NotificationRules rules, InstantSource clock, InstantSource world, Map<String, Object> clientProperties) {
        NotificationService service =
                new NotificationService(rules, new NotificationTurn.Clocks(clock, world), clientProperties);
        service.worker.start();
        return service;
    }

    /** Whether the outbox was read and incidents are being taken. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return worker.awaitReady(atMost);
    }

    /** Null when all is well, else why not, in one line without a secret. */
    public @Nullable String problem() {
        return Stream.concat(
                        Stream.ofNullable(worker.problem()),
                        deliveries.values().stream().map(Delivery::problem).filter(Objects::nonNull))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        worker.close();
    }

    private void work() {
        try (KafkaConsumer<String, byte[]> consumer = worker.consumer();
                KafkaProducer<String, byte[]> producer = worker.producer()) {
            // First: it ends what a former instance left open, so that the outbox read next is whole.
            producer.initTransactions();
            Outbox outbox = new Outbox(rules);
            TopicReader reader = new TopicReader(clientProperties, worker::stopping);
            reader.all(TopicNames.NOTIFICATIONS, record -> restore(record, outbox));
            NotificationTurn turn = new NotificationTurn(outbox, Silences.read(reader), clocks, consumer, producer);
            reader.all(TopicNames.INCIDENTS, record -> open(record, turn));
            if (worker.stopping()) {
                return;
            }
            deliveries = open(turn);
            rules.receivers()
                    .forEach(receiver -> outbox.waiting(receiver.name()).forEach(this::handOver));
            consumer.subscribe(List.of(TopicNames.INCIDENTS, TopicNames.SILENCES));
            worker.ready();
            while (!worker.stopping()) {
                turn.next().forEach(this::handOver);
                deliveries.forEach((name, delivery) -> delivery.standing(outbox.standing(name)));
                worker.well();
            }
        } finally {
            deliveries.values().forEach(Delivery::close);
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
}
