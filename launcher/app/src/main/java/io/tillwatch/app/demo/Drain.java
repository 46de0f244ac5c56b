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
import org.apache.kafka.clients.admin.Admin;

/**
 * Waits until all that was sent has had its effect: every record of every topic has its outcome in the accounts, Odoo
 * has been read up to the world's end and judged, and no topic grows any more.
 */
final class Drain {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** Written for as long as the clock ticks, whether anything happens or not. */
    private static final Set<String> TICKING =
            Set.of(TopicNames.FLOW_HEALTH, TopicNames.SLO, "__consumer_offsets", "__transaction_state");

    private static final List<String> RECONCILED =
            List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.ODOO_DOCUMENTS);

    private final Map<String, Object> clientProperties;

    Drain(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
    }

    /** @return false when it did not come to rest in time */
    boolean await(Instant worldEnd, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (Admin admin = Admin.create(clientProperties)) {
            Quiet quiet = new Quiet(admin, REST);
            while (System.nanoTime() < deadline) {
                boolean rest = quiet.reached(TICKING);
                if (rest && accounted() && booksRead(worldEnd)) {
                    return true;
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        }
        return false;
    }

    private boolean accounted() {
        Collection<AccountingSnapshot> accounts =
                TopicSnapshot.latest(clientProperties, Topics.ACCOUNTING).values();
        for (Map.Entry<String, Set<String>> owner : AccountingJudge.OWNED.entrySet()) {
            if (input(accounts, owner.getKey(), owner.getValue()) < sent(owner.getValue())) {
                return false;
            }
        }
        return input(accounts, "reconciliation", RECONCILED) >= sent(RECONCILED);
    }

    private boolean booksRead(Instant worldEnd) {
        OdooDocument reading = TopicSnapshot.latest(clientProperties, Topics.ODOO_DOCUMENTS)
                .get(OdooReading.MODEL + "/" + OdooReading.ID);
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
