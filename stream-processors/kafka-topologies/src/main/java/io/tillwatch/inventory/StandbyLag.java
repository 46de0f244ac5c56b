package io.tillwatch.inventory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old the copies of this instance are, in real time. A lag in records says little: under load it is never zero, and
 * of a dead owner's copy it is zero although events wait for its successor. So the ends of things are noted twice a
 * second, and an end that was reached later proves the age:
 *
 * <ul>
 *   <li>when the application has committed all input offsets that were the ends at time T, all events until T were
 *       applied by somebody;
 *   <li>when the copy has read the changelog up to the end that stood at time U, it holds what had been applied at U.
 * </ul>
 *
 * A copy's age is that of the newest T proved by both. It errs to the old side, by up to two looks. Thread-safe.
 */
final class StandbyLag implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyLag.class);
    private static final long LOOK_MILLIS = 500;
    private static final long ANSWER_SECONDS = 5;
    private static final int KEPT = 1_000;
    /** The mark that ends a transaction has an offset of its own that no copy ever reports as read. */
    private static final long MARK = 1;

    private record Inputs(long at, Map<TopicPartition, Long> ends) {}

    private record Changelog(long end, long appliedUntil) {}

    private final KafkaStreams streams;
    private final Admin admin;
    private final String group;
    private final Thread looking;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Inputs> inputs = new ArrayDeque<>();
    private final Map<Integer, Deque<Changelog>> changelogs = new HashMap<>();
    private final Map<Integer, Changelog> proved = new ConcurrentHashMap<>();
    private @Nullable Long appliedUntil;

    private StandbyLag(KafkaStreams streams, Admin admin, String group) {
        this.streams = streams;
        this.admin = admin;
        this.group = group;
        looking = new Thread(this::run, "standby-lag");
        looking.setDaemon(true);
    }

    static StandbyLag watch(KafkaStreams streams, Map<String, Object> clientProperties, String group) {
        StandbyLag lag = new StandbyLag(streams, Admin.create(clientProperties), group);
        lag.looking.start();
        return lag;
    }

    /** Null while nothing is proved: the copy may hold nothing yet. */
    @Nullable
    Duration age(int partition) {
        Changelog proof = proved.get(partition);
        return proof == null
                ? null
                : Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - proof.appliedUntil()));
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When it fails, ages grow, which is what is true: nothing newer is proved. */
    private void look() throws InterruptedException {
        try {
            lookAtInputs();
            lookAtCopies();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("the age of the ledger's copies cannot be told now", e);
        }
    }

    private void lookAtInputs() throws ExecutionException, InterruptedException, TimeoutException {
        long at = System.nanoTime();
        Set<TopicPartition> partitions = new HashSet<>();
        streams.metadataForAllStreamsClients().forEach(client -> partitions.addAll(client.topicPartitions()));
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        if (inputs.size() < KEPT) {
            inputs.add(new Inputs(at, ends));
        }
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        while (!inputs.isEmpty() && reached(inputs.peek().ends(), committed)) {
            appliedUntil = inputs.remove().at();
        }
    }

    private static boolean reached(Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> committed) {
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return (offset == null ? 0 : offset.offset()) >= end.getValue();
        });
    }

    private void lookAtCopies() {
        Long applied = appliedUntil;
        if (applied == null) {
            return;
        }
        Map<String, Map<Integer, LagInfo>> lags = streams.allLocalStorePartitionLags();
        // A partition that moves is not told of for a while, and its copy stays what it was.
        lags.getOrDefault(InventoryTopology.LEDGER, Map.of()).forEach((partition, lag) -> {
            long read = lag.currentOffsetPosition() + MARK;
            Changelog proof = proved.get(partition);
            if (proof != null && proof.end() > read) {
                proved.remove(partition); // the copy is being made anew
            }
            Deque<Changelog> ends = changelogs.computeIfAbsent(partition, one -> new ArrayDeque<>());
            if (ends.size() < KEPT) {
                ends.add(new Changelog(lag.endOffsetPosition(), applied));
            }
            while (!ends.isEmpty() && ends.peek().end() <= read) {
                proved.put(partition, ends.remove());
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        looking.interrupt();
        admin.close(Duration.ofSeconds(1));
    }
}
