package io.tillwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);

    private final HeapShelf shelf = new HeapShelf();
    private final List<AccountingSnapshot> told = new ArrayList<>();

    @Test
    void an_account_is_told_once_for_each_time_that_it_changed() {
        // Given
        Accounts accounts = Accounts.writtenBehind("ledger", shelf, NOON);

        // When
        accounts.count(at("sales", 0), "pos", Outcome.APPLIED);
        accounts.count(at("sales", 0), "pos", Outcome.DUPLICATE);
        accounts.tell(told::add);
        accounts.tell(told::add);

        // Then
        assertThat(told).singleElement().satisfies(account -> {
            assertThat(account.input()).isEqualTo(2);
            assertThat(account.duplicate()).isEqualTo(1);
            assertThat(account.balanced()).isTrue();
        });
    }

    @Test
    void what_was_counted_and_kept_but_not_told_before_a_stop_is_told_after_it() {
        // Given
        Accounts before = Accounts.writtenBehind("ledger", shelf, NOON);
        before.count(at("sales", 0), "pos", Outcome.APPLIED);
        before.count(at("sales", 1), "pos", Outcome.LATE);
        before.save();

        // When
        Accounts after = Accounts.writtenBehind("ledger", shelf, NOON);
        after.count(at("sales", 1), "pos", Outcome.APPLIED);
        after.tell(told::add);

        // Then the last word on each is right
        Map<String, Long> last = new TreeMap<>();
        told.forEach(account -> last.put(account.partition(), account.input()));
        assertThat(last).containsExactlyInAnyOrderEntriesOf(Map.of("sales-0", 1L, "sales-1", 2L));
    }

    private static RecordMetadata at(String topic, int partition) {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return topic;
            }

            @Override
            public int partition() {
                return partition;
            }

            @Override
            public long offset() {
                return 0;
            }
        };
    }

    private static final class HeapShelf implements Accounts.Shelf {
        private final Map<String, AccountingSnapshot> accounts = new TreeMap<>();

        @Override
        public @Nullable AccountingSnapshot get(String key) {
            return accounts.get(key);
        }

        @Override
        public void put(String key, AccountingSnapshot account) {
            accounts.put(key, account);
        }

        @Override
        public void each(Consumer<AccountingSnapshot> visitor) {
            accounts.values().forEach(visitor);
        }
    }
}
