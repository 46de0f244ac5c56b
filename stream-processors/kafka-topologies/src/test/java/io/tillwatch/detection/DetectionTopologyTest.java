package io.tillwatch.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.streams.Events;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A MUG and a PLATE, four customers each in a quarter of an hour, until 14:00. */
class DetectionTopologyTest {
    private static final Instant OPENING = Instant.parse("2026-05-04T08:00:00Z");
    private static final Instant TWO = OPENING.plus(Duration.ofHours(6));

    @TempDir
    Path stateDir;

    @Test
    void a_surge_of_one_sku_is_told_and_only_of_that_one() {
        try (Shop shop = new Shop(stateDir, true)) {
            // Given a day whose first receipt has a clock a year ahead
            Instant nextYear = OPENING.plus(Duration.ofDays(365));
            shop.piped.send(Events.sale("store-09", "till-1", "ahead", nextYear, "MUG"));
            shop.usual(24);
            assertThat(shop.signals()).isEmpty();

            // When one of them sells at six times its pace for an hour and a half, and is calm again
            shop.trade(6, 24, 4);
            shop.usual(8);

            // Then
            List<Signal> signals = shop.signals();
            assertThat(signals).isNotEmpty().allSatisfy(signal -> {
                assertThat(signal.kind()).isEqualTo(IncidentKind.DEMAND_SURGE);
                assertThat(signal.subject()).isEqualTo("MUG");
            });
            assertThat(signals.get(0).startedAt()).isBetween(TWO, TWO.plus(Duration.ofMinutes(30)));
            assertThat(signals.get(signals.size() - 1).state()).isEqualTo(Signal.State.RECOVERED);
        }
    }

    @ParameterizedTest(name = "{0} of {1}: told {2}")
    @CsvSource({"promotion, MUG, false", "holiday, '', false", "maintenance, '', true", "promotion, PLATE, true"})
    void only_what_the_calendar_says_to_raise_demand_explains_a_surge(String kind, String sku, boolean told) {
        try (Shop shop = new Shop(stateDir, true)) {
            // Given an entry for 14:00 to 16:00
            String[] skus = sku.isEmpty() ? new String[0] : new String[] {sku};
            shop.piped.send(Events.announced("P1", kind, TWO, TWO.plus(Duration.ofHours(2)), skus));
            shop.piped.raw(TopicNames.CALENDAR, null, "{\"entry\":".getBytes(UTF_8), new RecordHeaders());

            // When
            shop.usual(24);
            shop.trade(6, 24, 4);
            shop.usual(8);

            // Then
            assertThat(shop.signals().isEmpty()).isNotEqualTo(told);
        }
    }

    @Test
    void a_storm_of_duplicates_is_no_surge() {
        try (Shop shop = new Shop(stateDir, true)) {
            // Given
            shop.usual(24);

            // When each receipt of an hour is delivered six times
            shop.deliveries = 6;
            shop.usual(4);

            // Then
            assertThat(shop.signals()).isEmpty();
        }
    }

    @Test
    @Timeout(60) // a series that begins in 1970 is judged for minutes
    void an_upload_after_an_outage_and_clocks_far_off_are_no_surge() {
        try (Shop shop = new Shop(stateDir, true)) {
            // Given
            shop.usual(24);

            // When 300 receipts of this morning arrive at once, some from 1970 and some from next year
            for (int i = 0; i < 300; i++) {
                Instant morning = OPENING.plusSeconds(i * 30L);
                shop.piped.send(Events.sale("store-07", "till-1", "late" + i, morning, "MUG"));
            }
            for (int i = 0; i < 3; i++) {
                shop.piped.send(Events.sale("store-08", "till-1", "old" + i, Instant.EPOCH, "MUG", "BOWL"));
                Instant nextYear = TWO.plus(Duration.ofDays(365));
                shop.piped.send(Events.sale("store-09", "till-1", "new" + i, nextYear, "MUG", "BOWL"));
            }
            shop.usual(8);

            // Then
            assertThat(shop.signals()).isEmpty();
        }
    }

    @Test
    void a_new_failure_is_told_by_its_template() {
        try (Shop shop = new Shop(stateDir, true)) {
            // Given an hour of a usual one
            for (int minute = 0; minute < 60; minute++) {
                shop.piped.send(shop.exception("Read timed out after " + minute * 31 + " ms"));
                shop.piped.advance(Duration.ofMinutes(1));
            }
            assertThat(shop.signals()).isEmpty();

            // When
            for (int i = 0; i < 9; i++) {
                shop.piped.send(shop.exception("Ledger " + i + " refuses token"));
                shop.piped.advance(Duration.ofSeconds(20));
            }

            // Then three minutes of it are one subject
            List<Signal> signals = shop.signals();
            assertThat(signals).extracting(Signal::kind).containsOnly(IncidentKind.EXCEPTION_NEW);
            assertThat(signals)
                    .extracting(Signal::subject)
                    .hasSize(3)
                    .containsOnly(signals.get(0).subject());
        }
    }

    @Test
    void the_same_input_gives_the_same_signals(@TempDir Path other) {
        List<List<String>> told = new ArrayList<>();
        for (Path dir : List.of(stateDir, other)) {
            try (Shop shop = new Shop(dir, true)) {
                shop.usual(24);
                shop.trade(6, 24, 30);
                shop.usual(8);
                told.add(shop.signals().stream().map(Signal::id).toList());
            }
        }
        assertThat(told.get(0)).isEqualTo(told.get(1)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void turned_off_it_tells_nothing() {
        try (Shop shop = new Shop(stateDir, false)) {
            shop.usual(24);
            shop.trade(6, 24, 4);
            shop.usual(8);
            assertThat(shop.signals()).isEmpty();
        }
    }

    private static final class Shop implements AutoCloseable {
        private final TestClock clock = new TestClock(OPENING);
        private final Random random = new Random(42);
        private final Piped piped;
        private int deliveries = 1;
        private int number;

        Shop(Path stateDir, boolean enabled) {
            DetectionConfig usual = DetectionConfig.of(clock.world());
            DetectionConfig config = new DetectionConfig(
                    usual.clock(), usual.bucket(), usual.grace(), usual.exceptionWarmUp(), 1, enabled);
            piped = new Piped(DetectionTopology.build(config), clock, stateDir);
        }

        void usual(int buckets) {
            trade(buckets, 4, 4);
        }

        void trade(int buckets, int mugs, int plates) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                for (int third = 0; third < 3; third++) {
                    sell("MUG", mugs / 3.0);
                    sell("PLATE", plates / 3.0);
                    piped.advance(Duration.ofMinutes(5));
                }
            }
        }

        private void sell(String sku, double mean) {
            int count = (int) Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean) / 2));
            for (int i = 0; i < count; i++) {
                String id = "s" + number++;
                for (int delivery = 0; delivery < deliveries; delivery++) {
                    piped.send(Events.sale("store-01", "till-1", id, clock.instant(), sku));
                }
            }
        }

        Event<?> exception(String message) {
            return Events.exception("payments", "x" + number++, clock.instant(), message);
        }

        List<Signal> signals() {
            piped.settle();
            return piped.read(Topics.SIGNALS);
        }

        @Override
        public void close() {
            piped.close();
        }
    }
}
