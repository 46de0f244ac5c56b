package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/**
 * What became of each fact, by partition and flow. Objects while they are counted; {@link #keep} is to be called before
 * each checkpoint. One thread at a time.
 */
final class JobAccounts {
    private final MapState<String, String> kept;
    private final Map<String, AccountingSnapshot> accounts = new HashMap<>();
    private final Map<String, AccountingSnapshot> unkept = new HashMap<>();
    private final Map<String, AccountingSnapshot> untold = new TreeMap<>();

    /** @param kept what an earlier run counted, and where it is kept; all of it is told once more */
    JobAccounts(MapState<String, String> kept) throws Exception {
        this.kept = kept;
        for (String json : kept.values()) {
            AccountingSnapshot account = Json.read(json.getBytes(StandardCharsets.UTF_8), AccountingSnapshot.class);
            accounts.put(account.key(), account);
        }
        untold.putAll(accounts);
    }

    void count(Fact fact, Outcome outcome) {
        Instant at = Instant.ofEpochMilli(fact.timestamp());
        AccountingSnapshot opened = AccountingSnapshot.opened(
                ReconciliationJob.COMPONENT, fact.topic() + "-" + fact.partition(), fact.flow(), at);
        AccountingSnapshot counted = accounts.getOrDefault(opened.key(), opened).plus(outcome, at);
        accounts.put(counted.key(), counted);
        unkept.put(counted.key(), counted);
        untold.put(counted.key(), counted);
    }

    void keep() throws Exception {
        for (AccountingSnapshot account : unkept.values()) {
            kept.put(account.key(), new String(Json.bytes(account), StandardCharsets.UTF_8));
        }
        unkept.clear();
    }

    /** Those that changed since they were told, by their keys' order. */
    List<AccountingSnapshot> tell() {
        List<AccountingSnapshot> changed = List.copyOf(untold.values());
        untold.clear();
        return changed;
    }
}
