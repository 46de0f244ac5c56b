package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of every record, by component, partition and flow. Not thread-safe. */
final class Accounts {
    private static final int NAMED = 20;

    private final Map<String, AccountingSnapshot> accounts = new TreeMap<>();

    void apply(AccountingSnapshot snapshot) {
        accounts.put(snapshot.key(), snapshot);
    }

    void remove(String key) {
        accounts.remove(key);
    }

    List<AccountingSnapshot> all() {
        return List.copyOf(accounts.values());
    }

    Overview.Accounting view() {
        long input = 0;
        long applied = 0;
        long duplicate = 0;
        long late = 0;
        long quarantined = 0;
        long ignored = 0;
        for (AccountingSnapshot account : accounts.values()) {
            input += account.input();
            applied += account.applied();
            duplicate += account.duplicate();
            late += account.late();
            quarantined += account.quarantined();
            ignored += account.ignored();
        }
        List<String> open = accounts.values().stream()
                .filter(account -> !account.balanced())
                .map(AccountingSnapshot::key)
                .limit(NAMED)
                .toList();
        return new Overview.Accounting(input, applied, duplicate, late, quarantined, ignored, open.isEmpty(), open);
    }
}
