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
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
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
    /** Such a one ends by itself soon, or turns out to hang. */
    private static final Set<TransactionState> ENDING =
            EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private HangingTransactions() {}

    /** What partitions hold open, and behind it what coordinators know of the producers: the other way round, one that begins in between would seem to hang. */
    private record Look(List<AbortTransactionSpec> open, Map<Long, TransactionState> states) {
        static Look at(Admin admin) throws ExecutionException, InterruptedException {
            return new Look(HangingTransactions.open(admin), HangingTransactions.states(admin));
        }

        boolean seesOneEnding() {
            return open.stream().map(this::state).anyMatch(ENDING::contains);
        }

        List<AbortTransactionSpec> hanging() {
            return open.stream()
                    .filter(one -> state(one) != TransactionState.ONGOING && !ENDING.contains(state(one)))
                    .toList();
        }

        private TransactionState state(AbortTransactionSpec one) {
            return states.getOrDefault(one.producerId(), TransactionState.EMPTY);
        }
    }

    /**
     * Aborts what no coordinator will end any more; what somebody has open is left alone. Waits for what is just ending,
     * which Kafka tells only who asks.
     *
     * @return how many partitions had one
     * @throws ExecutionException when the broker refuses to say or to do it
     */
    static int abort(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Look look = Look.at(admin);
        while (look.seesOneEnding() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            look = Look.at(admin);
        }
        List<AbortTransactionSpec> hanging = new ArrayList<>(look.hanging());
        if (!hanging.isEmpty()) {
            // One that ended while we looked is no more open now.
            hanging.retainAll(open(admin));
        }
        for (AbortTransactionSpec one : hanging) {
            LOG.warn("aborts a transaction that a kill left open in {}", one.topicPartition());
            admin.abortTransaction(one).all().get();
        }
        return hanging.size();
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
