package io.tillwatch.inventory;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.state.PackedState;
import io.tillwatch.streams.Accounts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accounts in the packed store of their task. */
record PackedAccounts(PackedState store) implements Accounts.Shelf {
    @Override
    public @Nullable AccountingSnapshot get(String key) {
        byte[] bytes = store.current(LedgerKeys.account(key));
        return bytes == null ? null : Json.read(bytes, AccountingSnapshot.class);
    }

    @Override
    public void put(String key, AccountingSnapshot account) {
        store.put(LedgerKeys.account(key), Json.bytes(account));
    }

    @Override
    public void each(Consumer<AccountingSnapshot> visitor) {
        byte[] all = LedgerKeys.all(LedgerKeys.ACCOUNT);
        store.scan(all, LedgerKeys.after(all), (key, value) -> {
            visitor.accept(Json.read(value, AccountingSnapshot.class));
            return true;
        });
    }
}
