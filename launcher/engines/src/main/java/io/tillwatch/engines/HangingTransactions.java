package io.tillwatch.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that hang in partitions after the broker was killed. When a coordinator of Kafka 4.3 loads a
 * transaction that was prepared, and a partition of it has no leader at that moment, it takes the partition for deleted
 * and the transaction for complete: no marker is ever written there, and everybody who reads committed records or
 * offsets waits for it for ever. All partitions of a lone broker are led by it or by nobody, so nothing of such a
 * transaction was seen anywhere, and what it was for is done again when it is aborted; only a kill between two of its
 * markers, which come in one request, leaves a part of it committed.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Set<TransactionState> UNDER_WAY =
            EnumSet.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);
    /** Ends by itself soon, or turns out to hang. */
    private static final Set<TransactionState> ENDING =
            EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private HangingTransactions() {}

    /**
     * Aborts what no coordinator will end any more; what somebody has open is left alone.
     *
     * @return how many partitions had one
     * @throws ExecutionException when the broker refuses to say or to do it
     */
    static int abort(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<AbortTransactionSpec> open = open(admin);
        Map<Long, TransactionState> states = states(admin);
        while (open.stream().anyMatch(one -> is(states.get(one.producerId()), ENDING))
                && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY.toMillis());
            open = open(admin);
            states.clear();
            states.putAll(states(admin));
        }
        // One that ended between the two looks is no more open now.
        Set<AbortTransactionSpec> still = open.isEmpty() ? Set.of() : Set.copyOf(open(admin));
        int aborted = 0;
        for (AbortTransactionSpec one : open) {
            if (still.contains(one) && !is(states.get(one.producerId()), UNDER_WAY)) {
                LOG.warn("aborts a transaction that a kill left open in {}", one.topicPartition());
                admin.abortTransaction(one).all().get();
                aborted++;
            }
        }
        return aborted;
    }

    private static boolean is(@Nullable TransactionState state, Set<TransactionState> any) {
        return state != null && any.contains(state);
    }

    private static Map<Long, TransactionState> states(Admin admin) throws ExecutionException, InterruptedException {
        Map<Long, TransactionState> states = new HashMap<>();
        for (TransactionListing listing : admin.listTransactions().all().get()) {
            states.put(listing.producerId(), listing.state());
        }
        return states;
    }

    private static List<AbortTransactionSpec> open(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Set<TopicPartition> partitions = new HashSet<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, described) -> described
                        .partitions()
                        .forEach(one -> partitions.add(new TopicPartition(topic, one.partition()))));
        List<AbortTransactionSpec> open = new ArrayList<>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, producers) -> producers.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> open.add(new AbortTransactionSpec(
                                partition,
                                producer.producerId(),
                                (short) producer.producerEpoch(),
                                producer.coordinatorEpoch().orElse(0)))));
        return open;
    }
}
