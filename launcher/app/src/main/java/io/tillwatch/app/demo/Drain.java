package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.TopicSnapshot;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.odoo.OdooReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Waits until all that was sent has had its effect: every record has its outcome in the accounts and no topic grows any
 * more; at the end also Odoo has been read up to the world's end and judged.
 */
final class Drain {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration SHORT_REST = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** Written for as long as the clock ticks, whether anything happens or not. */
    private static final Set<String> TICKING =
            Set.of(TopicNames.FLOW_HEALTH, TopicNames.SLO, "__consumer_offsets", "__transaction_state");

    private static final List<String> OWNED =
            AccountingJudge.OWNED.values().stream().flatMap(Collection::stream).toList();
    private static final List<String> RECONCILED =
            List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.ODOO_DOCUMENTS);

    private final Map<String, Object> clientProperties;

    /** Hears how far it is. */
    interface TakenIn {
        void accept(long taken, long sent);
    }

    Drain(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
    }

    /** @return false when it did not come to rest in time */
    boolean await(Instant worldEnd, Duration atMost) throws InterruptedException {
        return await(REST, atMost, () -> {
            Collection<AccountingSnapshot> accounts = accounts();
            return takenIn(accounts) >= sent(OWNED)
                    && input(accounts, "reconciliation", RECONCILED) >= sent(RECONCILED)
                    && booksRead(worldEnd);
        });
    }

    /**
     * Waits for what was sent before the clock runs. Odoo's books are no part of it.
     *
     * @param progress told now and then how many records have been taken in
     * @return false when it was not all taken in in time
     */
    boolean awaitOpening(Duration atMost, TakenIn progress) throws InterruptedException {
        return await(SHORT_REST, atMost, () -> {
            long taken = takenIn(accounts());
            long sent = sent(OWNED);
            progress.accept(taken, sent);
            return taken >= sent;
        });
    }

    private boolean await(Duration rest, Duration atMost, BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (Admin admin = Admin.create(clientProperties)) {
            Quiet quiet = new Quiet(admin, rest);
            while (System.nanoTime() < deadline) {
                boolean resting = quiet.reached(TICKING);
                if (reached.getAsBoolean() && resting) {
                    return true;
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        }
        return false;
    }

    private Collection<AccountingSnapshot> accounts() {
        return TopicSnapshot.latest(clientProperties, Topics.ACCOUNTING).values();
    }

    /** Records that have an outcome at the component that answers for their topic. */
    static long takenIn(Collection<AccountingSnapshot> accounts) {
        return AccountingJudge.OWNED.entrySet().stream()
                .mapToLong(owner -> input(accounts, owner.getKey(), owner.getValue()))
                .sum();
    }

    private boolean booksRead(Instant worldEnd) {
        OdooDocument reading =
                TopicSnapshot.latest(clientProperties, Topics.ODOO_DOCUMENTS, OdooReading.MODEL + "/" + OdooReading.ID);
        return reading != null && !reading.readAt().isBefore(worldEnd);
    }

    static long input(Collection<AccountingSnapshot> accounts, String component, Collection<String> topics) {
        return accounts.stream()
                .filter(account -> account.component().equals(component))
                .filter(account -> topics.contains(topicOf(account)))
                .mapToLong(AccountingSnapshot::input)
                .sum();
    }

    long sent(Collection<String> topics) {
        return topics.stream()
                .mapToLong(topic -> TopicSnapshot.records(clientProperties, topic))
                .sum();
    }

    static String topicOf(AccountingSnapshot account) {
        String partition = account.partition();
        return partition.substring(0, Math.max(0, partition.lastIndexOf('-')));
    }
}
