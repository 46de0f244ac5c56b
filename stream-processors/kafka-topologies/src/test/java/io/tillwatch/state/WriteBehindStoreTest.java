package io.tillwatch.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteBehindStoreTest {
    private static final int MOST = 3;

    private final List<String> serialized = new ArrayList<>();
    private final KeyValueStore<String, String> store = opened();

    private KeyValueStore<String, String> opened() {
        StringSerializer strings = new StringSerializer();
        KeyValueStore<String, String> opened = new WriteBehind<>(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("counts"),
                                        Serdes.String(),
                                        Serdes.serdeFrom(
                                                (topic, value) -> {
                                                    serialized.add(value);
                                                    return strings.serialize(topic, value);
                                                },
                                                Serdes.String().deserializer()))
                                .withLoggingDisabled(),
                        MOST)
                .build();
        opened.init(new MockProcessorContext<>().getStateStoreContext(), opened);
        return opened;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_value_that_changes_with_every_event_is_serialized_once_a_commit() {
        // When
        for (int i = 1; i <= 1000; i++) {
            store.put("till-1", Integer.toString(i));
        }
        commit();
        commit();

        // Then
        assertThat(serialized).containsExactly("1000");
        assertThat(store.get("till-1")).isEqualTo("1000");
    }

    @Test
    void what_was_not_used_for_longest_is_written_and_let_go_when_there_is_no_more_room() {
        // When
        for (String till : List.of("a", "b", "c", "d")) {
            store.put(till, "of " + till);
        }

        // Then
        assertThat(serialized).containsExactly("of a");
        assertThat(store.get("a")).isEqualTo("of a");
    }

    @Test
    void a_task_that_gives_its_work_away_forgets_what_it_did_not_write() {
        // Given
        store.put("till-1", "written");
        commit();
        store.put("till-1", "not written");

        // When
        ((CachedStateStore<?, ?>) store).clearCache();

        // Then
        assertThat(store.get("till-1")).isEqualTo("written");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void it_answers_as_a_sorted_map_does_whenever_it_commits(long seed) {
        Random random = new Random(seed);
        TreeMap<String, String> oracle = new TreeMap<>();
        for (int step = 0; step < 3000; step++) {
            String key = Integer.toString(random.nextInt(10));
            String value = Integer.toString(step);
            switch (random.nextInt(9)) {
                case 0, 1 -> {
                    store.put(key, value);
                    oracle.put(key, value);
                }
                case 2 -> assertThat(store.putIfAbsent(key, value)).isEqualTo(oracle.putIfAbsent(key, value));
                case 3 -> {
                    store.putAll(List.of(KeyValue.pair(key, value), KeyValue.pair("5", value)));
                    oracle.put(key, value);
                    oracle.put("5", value);
                }
                case 4 -> assertThat(store.delete(key)).isEqualTo(oracle.remove(key));
                case 5 -> assertThat(read(store.range("3", "6"))).isEqualTo(oracle.subMap("3", true, "6", true));
                case 6 -> assertThat(read(store.all())).isEqualTo(oracle);
                case 7 -> commit();
                default -> assertThat(store.get(key)).isEqualTo(oracle.get(key));
            }
        }
        assertThat(store.approximateNumEntries()).isEqualTo(oracle.size());
    }

    private void commit() {
        ((CachedStateStore<?, ?>) store).flushCache();
    }

    private static Map<String, String> read(KeyValueIterator<String, String> entries) {
        Map<String, String> all = new TreeMap<>();
        try (entries) {
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }
}
