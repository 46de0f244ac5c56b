package io.tillwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.streams.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DemandProcessorTest {
    private static final Instant OPENING = Instant.parse("2026-05-04T08:00:00Z");

    private final TestClock clock = new TestClock(OPENING);
    private final DetectionConfig config = DetectionConfig.of(clock.world());
    private final KeyValueStore<String, byte[]> series = store(DemandProcessor.SERIES, Serdes.ByteArray());
    private final KeyValueStore<String, CalendarAnnounced> calendar =
            store(DemandProcessor.CALENDAR, JsonSerde.of(CalendarAnnounced.class));
    private MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private DemandProcessor processor = started();
    private long sales;

    @Test
    void a_surge_that_ends_while_nobody_buys_any_more_is_told_to_be_over_after_a_restart() {
        // Given a surge that was told
        trade(24, 4);
        trade(3, 30);
        assertThat(signals())
                .last()
                .satisfies(signal -> assertThat(signal.state()).isEqualTo(Signal.State.FIRING));

        // When the processor stops within a bucket and another goes on with its store, and nobody buys any more
        sell(2);
        restart();
        clock.advance(Duration.ofHours(3));
        look();

        // Then
        List<Signal> signals = signals();
        assertThat(signals)
                .last()
                .satisfies(signal -> assertThat(signal.state()).isEqualTo(Signal.State.RECOVERED));
    }

    @Test
    void what_was_sold_just_before_a_restart_counts() {
        // Given the first half of a surging bucket
        trade(24, 4);
        sell(20);

        // When it stops there
        restart();
        sell(20);
        clock.advance(config.bucket());
        look();
        clock.advance(config.bucket());
        look();

        // Then all of it is in the figure
        assertThat(signals())
                .first()
                .satisfies(signal -> assertThat(signal.actual()).isEqualTo(40.0));
    }

    @Test
    void each_sale_is_kept_by_itself_until_its_bucket_is_judged() {
        // When a SKU is bought five hundred times
        sell(500);

        // Then no sale was written again for another
        assertThat(kept()).hasSize(500).allMatch(value -> value.length == Long.BYTES);

        // and nothing of them is left beside what was learned
        clock.advance(config.bucket().multipliedBy(2));
        look();
        assertThat(kept()).hasSize(1);
    }

    private List<byte[]> kept() {
        List<byte[]> values = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = series.all()) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    private void trade(int buckets, int each) {
        for (int i = 0; i < buckets; i++) {
            sell(each);
            clock.advance(config.bucket());
            look();
        }
    }

    private void sell(int customers) {
        for (int i = 0; i < customers; i++) {
            Sold sold = new Sold("MUG", "pos-sales", clock.instant(), sales++);
            processor.process(new Record<>("MUG", sold, clock.millis()));
        }
    }

    private void look() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(clock.millis());
    }

    private List<Signal> signals() {
        return context.forwarded().stream()
                .map(forwarded -> (Signal) forwarded.record().value())
                .toList();
    }

    private void restart() {
        context = new MockProcessorContext<>();
        processor = started();
    }

    private DemandProcessor started() {
        context.addStateStore(series);
        context.addStateStore(calendar);
        DemandProcessor fresh = new DemandProcessor(config);
        fresh.init(context);
        return fresh;
    }

    private <V> KeyValueStore<String, V> store(String name, Serde<V> serde) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}
