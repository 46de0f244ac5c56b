package io.tillwatch.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.streams.Events;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five stores that sell a mug a minute; the link of one breaks. */
final class ConfidenceTopologyTest {
    private static final Instant TEN = Instant.parse("2026-03-10T10:00:00Z");
    private static final int STORES = 5;
    private static final Random RANDOM = new Random(7);

    @TempDir
    Path stateDir;

    private final TestClock clock = new TestClock(TEN);
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, LocationConfidence> words = new HashMap<>();
    private Piped piped;
    private int told;

    @BeforeEach
    void pipe() {
        piped = new Piped(ConfidenceTopology.build(clock.world()), clock, stateDir);
    }

    @AfterEach
    void close() {
        piped.close();
    }

    @Test
    void a_store_offline_has_an_interval_that_goes_when_what_it_kept_has_come() {
        // Given an hour of trade
        trade(60, STORES);
        assertThat(word(0).silentSince()).isNull();
        assertThat(word(0).sales()).isEqualTo(60);
        Instant broken = clock.instant();

        // When its link is down for 40 minutes, in which it sells on
        List<Event<?>> kept = new ArrayList<>();
        for (int minute = 0; minute < 40; minute++) {
            kept.add(sale(0, clock.instant()));
            for (int store = 1; store < STORES; store++) {
                piped.send(sale(store, clock.instant()));
            }
            if (minute % 5 == 4) {
                piped.send(Events.heartbeat("store-0", "b" + minute, clock.instant(), false, 0, null));
            }
            minute();
        }

        // Then its positions have an interval that holds what it sold, and those of others have none
        LocationConfidence silent = word(0);
        assertThat(silent.silentSince()).isBetween(broken.minusSeconds(61), broken);
        assertThat(silent.reason()).isEqualTo("its link is down");
        assertThat(word(1).silentSince()).isNull();
        StockPosition position = mugs(0, 60, 180);
        assertThat(position.available()).isEqualTo("180");
        assertThat(position.availableLow()).isBetween(new BigDecimal(100), new BigDecimal(140));
        assertThat(position.lowReason())
                .startsWith("store-0 is silent for 41 min: its link is down.")
                .contains("unseen sales expected");
        assertThat(mugs(1, 100, 120).lowReason()).isNull();

        // When the link is back and what it kept comes, in no order and some of it twice
        piped.send(Events.heartbeat("store-0", "up", clock.instant(), true, 0, null));
        piped.send(sale(0, clock.instant()));
        settle();
        LocationConfidence recovering = word(0);
        Collections.shuffle(kept, RANDOM);
        kept.forEach(piped::send);
        kept.subList(0, 20).forEach(piped::send);
        minute();
        piped.send(sale(0, clock.instant()));
        settle();

        // Then it was uncertain by what was missing, and is not any more
        assertThat(recovering.silentUntil()).isNotNull();
        assertThat(recovering.missing()).isEqualTo(40);
        assertThat(word(0).silentSince()).isNull();
        assertThat(word(0).missing()).isZero();
        assertThat(word(0).sales()).isEqualTo(102);
        assertThat(mugs(0, 102, 118).lowReason()).isNull();
    }

    @Test
    void a_silence_that_grows_is_told_once() {
        // Given
        trade(30, STORES);

        // When one store says nothing for 40 minutes
        int before = told;
        List<Instant> since = new ArrayList<>();
        for (int minute = 0; minute < 40; minute++) {
            for (int store = 1; store < STORES; store++) {
                piped.send(sale(store, clock.instant()));
            }
            minute();
            since.add(word(0).silentSince());
        }

        // Then
        assertThat(since.get(39)).isEqualTo(TEN.plus(Duration.ofMinutes(29)));
        assertThat(since.indexOf(since.get(39)))
                .as("minutes until it is no chance any more")
                .isBetween(10, 35);
        assertThat(told - before)
                .as("records: one a minute of each that speaks, one of the silent")
                .isBetween(140, 170);
    }

    @Test
    void what_cannot_be_read_is_passed_over_and_its_number_is_not_missed() {
        // Given
        trade(3, 1);
        Event<?> broken = sale(0, clock.instant());
        var record = EventCodec.encode(broken, "store-0", 0);

        // When
        piped.raw(
                TopicNames.SALES,
                "store-0".getBytes(StandardCharsets.UTF_8),
                "{".getBytes(StandardCharsets.UTF_8),
                record.headers());
        piped.raw(TopicNames.TELEMETRY, new byte[] {1}, null, new RecordHeaders());
        trade(3, 1);

        // Then
        assertThat(word(0).sales()).isEqualTo(6);
        assertThat(word(0).missing()).isZero();
    }

    private void trade(int minutes, int stores) {
        for (int minute = 0; minute < minutes; minute++) {
            for (int store = 0; store < stores; store++) {
                piped.send(sale(store, clock.instant()));
            }
            minute();
        }
    }

    private Event<?> sale(int store, Instant at) {
        String place = "store-" + store;
        long number = numbers.merge(place, 1L, Long::sum);
        Event<?> sale = Events.sale(place, "till-1", place + "-" + number, at, "MUG");
        Envelope numbered = sale.envelope().sequenced(number, "1");
        return new Event<>(numbered, sale.data());
    }

    private void minute() {
        piped.advance(Duration.ofSeconds(60));
        settle();
    }

    private void settle() {
        piped.advance(Duration.ofMillis(500));
        piped.advance(Duration.ofMillis(500));
        clock.set(clock.instant().minusSeconds(1));
        piped.records(Topics.LOCATIONS).forEach(record -> {
            told++;
            words.put(record.key(), Objects.requireNonNull(record.value()));
        });
    }

    private LocationConfidence word(int store) {
        return Objects.requireNonNull(words.get("store-" + store));
    }

    private StockPosition mugs(int store, long sold, long onHand) {
        StockPosition own = Trade.position("MUG", "store-" + store, onHand, sold);
        return new Confidence(words::get, clock)
                .of(own, () -> List.of(own, Trade.position("MUG", "store-4", 100, 120)));
    }
}
