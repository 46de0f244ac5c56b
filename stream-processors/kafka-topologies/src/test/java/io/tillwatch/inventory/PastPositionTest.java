package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.inventory.StockCase.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was true and what was known at a moment, held against the plain rules over the events that belong to it. */
class PastPositionTest {
    private static final Instant NOW = RandomStock.NOW;
    private static final int EVENTS = 70;
    private static final int MOMENTS = 12;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_moment_of_the_past_is_what_the_events_of_that_moment_say(long seed) {
        // Given events that arrive in any order, some of them twice
        Random random = new Random(seed);
        List<Step> delivered = RandomStock.delivered(RandomStock.day(seed, "", EVENTS), random);
        Instant first = NOW.minus(Duration.ofHours(14));
        Map<Step, Instant> arrivals = new LinkedHashMap<>();
        PastStock log = new PastStock(NOW);
        for (int i = 0; i < delivered.size(); i++) {
            Instant at = first.plusSeconds(i * 300L);
            log.arrives(delivered.get(i), at);
            arrivals.putIfAbsent(delivered.get(i), at);
        }

        for (int i = 0; i < MOMENTS; i++) {
            // When
            Instant asOf = first.plusSeconds(random.nextInt(50_000));
            Instant knownAt = first.plusSeconds(random.nextInt(50_000));

            // Then a correction undoes its target at all times, but is known only when it has come
            assertThat(PastStock.words(log.at(new Moment(asOf, null))))
                    .isEqualTo(BruteForce.positions(occurredBy(asOf, arrivals.keySet()), asOf));
            List<Step> known = knownBy(knownAt, arrivals);
            assertThat(PastStock.words(log.at(new Moment(null, knownAt))))
                    .isEqualTo(BruteForce.positions(known, knownAt));
            assertThat(PastStock.words(log.at(new Moment(asOf, knownAt))))
                    .isEqualTo(BruteForce.positions(occurredBy(asOf, known), asOf));
        }
        assertThat(PastStock.words(log.at(Moment.NOW))).isEqualTo(BruteForce.positions(delivered, NOW));
    }

    private static List<Step> occurredBy(Instant asOf, Iterable<Step> events) {
        List<Step> occurred = new ArrayList<>();
        events.forEach(event -> {
            if (event.corrects() != null || !event.time().isAfter(asOf)) {
                occurred.add(event);
            }
        });
        return occurred;
    }

    private static List<Step> knownBy(Instant knownAt, Map<Step, Instant> arrivals) {
        List<Step> known = new ArrayList<>();
        arrivals.forEach((event, at) -> {
            if (!at.isAfter(knownAt)) {
                known.add(event);
            }
        });
        return known;
    }

    @Test
    void the_worked_stocktake_was_100_less_8_at_two_and_known_as_100_until_the_sales_came() {
        // Given book 100, 8 sold offline in the afternoon, 92 counted at three, the sales arriving at six
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        PastStock log = new PastStock(noon.plus(Duration.ofHours(7)));
        log.arrives(step("received", "/wms/dc-1", "in", noon.minusSeconds(3600), "100", null), noon.minusSeconds(3600));
        log.arrives(
                step("counted", "/handheld/7", "count", noon.plus(Duration.ofHours(3)), "92", "C1"),
                noon.plus(Duration.ofMinutes(185)));
        log.arrives(
                step("sold", "/pos/store-1/till-1", "sale", noon.plus(Duration.ofMinutes(90)), "8", null),
                noon.plus(Duration.ofHours(6)));
        Instant two = noon.plus(Duration.ofHours(2));

        // Then
        assertThat(onHand(log, new Moment(two, null))).isEqualTo("92");
        assertThat(onHand(log, new Moment(null, two))).isEqualTo("100");
        assertThat(onHand(log, new Moment(two, two))).isEqualTo("100");
        assertThat(onHand(log, Moment.NOW)).isEqualTo("92");
        Moment four = new Moment(null, noon.plus(Duration.ofHours(4)));
        assertThat(log.at(four).get("MUG|store-1").book().counts().get(0).variance())
                .isEqualByComparingTo("-8");
        assertThat(log.at(Moment.NOW).get("MUG|store-1").book().counts().get(0).variance())
                .isEqualByComparingTo("0");
        assertThat(log.at(new Moment(noon.minus(Duration.ofDays(1)), null))
                        .get("MUG|store-1")
                        .unknown())
                .isTrue();
    }

    @Test
    void a_moment_beyond_the_horizon_or_in_the_future_is_refused_and_says_what_can_be_asked() {
        Duration horizon = Duration.ofDays(35);

        assertThatThrownBy(() -> new Moment(NOW.plusMillis(1), null).check(NOW, horizon))
                .isInstanceOf(MomentOutOfReachException.class)
                .hasMessageContaining("asOf")
                .hasMessageContaining(NOW.toString());
        assertThatThrownBy(() -> new Moment(NOW, NOW.minus(horizon).minusMillis(1)).check(NOW, horizon))
                .isInstanceOf(MomentOutOfReachException.class)
                .hasMessageContaining("knownAt")
                .hasMessageContaining(NOW.minus(horizon).toString());
        assertThatCode(() -> new Moment(NOW.minus(horizon), NOW).check(NOW, horizon))
                .doesNotThrowAnyException();
    }

    private static String onHand(PastStock log, Moment moment) {
        return log.at(moment).get("MUG|store-1").book().onHand().toPlainString();
    }

    private static Step step(String type, String source, String id, Instant time, String quantity, String count) {
        return new Step(
                source,
                id,
                null,
                time,
                type,
                "MUG",
                "store-1",
                new java.math.BigDecimal(quantity),
                count,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
