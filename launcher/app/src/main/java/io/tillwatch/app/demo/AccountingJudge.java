package io.tillwatch.app.demo;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up the accounts of all components. */
final class AccountingJudge {
    /** Which component answers for a topic: the one that quarantines what breaks its contract. */
    static final Map<String, Set<String>> OWNED = Map.of(
            "inventory", Set.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.STOCK, TopicNames.PAYMENTS),
            "flow-health", Set.of(TopicNames.TELEMETRY, TopicNames.CALENDAR));

    private AccountingJudge() {}

    /** @param sent records on the topics of {@link #OWNED} */
    static Report.Accounting judge(Collection<AccountingSnapshot> snapshots, long sent) {
        Map<String, Report.Account> flows = new TreeMap<>();
        Map<String, Report.Account> components = new TreeMap<>();
        Report.Account total = Report.Account.EMPTY;
        for (AccountingSnapshot snapshot : snapshots) {
            components.merge(
                    snapshot.component(), Report.Account.EMPTY.plus(snapshot), (had, one) -> had.plus(snapshot));
            if (owns(snapshot)) {
                flows.merge(snapshot.flow(), Report.Account.EMPTY.plus(snapshot), (had, one) -> had.plus(snapshot));
                total = total.plus(snapshot);
            }
        }
        boolean balanced = total.input() == sent
                && snapshots.stream().allMatch(AccountingSnapshot::balanced)
                && components.values().stream().allMatch(Report.Account::balanced);
        return new Report.Accounting(flows, total, components, sent, balanced);
    }

    private static boolean owns(AccountingSnapshot snapshot) {
        String partition = snapshot.partition();
        String topic = partition.substring(0, Math.max(0, partition.lastIndexOf('-')));
        return OWNED.getOrDefault(snapshot.component(), Set.of()).contains(topic);
    }
}
