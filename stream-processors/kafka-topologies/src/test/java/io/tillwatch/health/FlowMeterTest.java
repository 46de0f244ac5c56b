package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.streams.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowMeterTest {
    private final FlowMeter meter = new FlowMeter(FLOWS);

    @Test
    void the_three_lags_are_kept_apart() {
        // Given a sale that waited 10 min at the till, then 2 s on the way, then 5 ms for us
        Envelope sale = Events.sale("store-01", "till-1", "s1", NOON, "MUG")
                .envelope()
                .recordedAt(NOON.plus(Duration.ofMinutes(10)));

        // When
        meter.passed(sale, "pos-sales", NOON.plus(Duration.ofMinutes(10)).plusSeconds(2), 5);

        // Then
        FlowSample sample = only();
        assertThat(lag(sample, FlowSample.OFFLINE)).isCloseTo(600_000, withPercentage(1));
        assertThat(lag(sample, FlowSample.TRANSPORT)).isCloseTo(2_000, withPercentage(1));
        assertThat(lag(sample, FlowSample.OURS)).isCloseTo(5, withPercentage(1));
    }

    @Test
    void a_clock_that_is_ahead_makes_no_negative_lag() {
        // Given a till a year ahead
        Envelope sale = Events.sale("store-01", "till-1", "s1", NOON.plus(Duration.ofDays(365)), "MUG")
                .envelope();

        // When
        meter.passed(sale, "pos-sales", NOON, 1);

        // Then
        assertThat(lag(only(), FlowSample.TRANSPORT)).isBetween(0.0, 0.01);
    }

    @ParameterizedTest(name = "{0} s from till to log: {1} in time")
    @CsvSource({"60, 1", "61, 0"})
    void the_first_objective_of_the_flow_decides_what_is_in_time(long seconds, long inTime) {
        // When
        meter.passed(
                Events.sale("store-01", "till-1", "s1", NOON, "MUG").envelope(),
                "pos-sales",
                NOON.plusSeconds(seconds),
                1);

        // Then
        FlowSample sample = only();
        assertThat(sample.events()).isEqualTo(1);
        assertThat(sample.inTime()).isEqualTo(inTime);
    }

    @Test
    void a_storm_of_retries_stakes_the_money_of_a_refund_once() {
        // When one refund fails three times and another once
        for (String id : List.of("f1", "f2", "f3")) {
            meter.said(Events.refund("R1", id, NOON, false), "refunds", NOON);
        }
        meter.said(Events.refund("R2", "f4", NOON, false), "refunds", NOON);
        meter.said(Events.refund("R3", "s1", NOON, true), "refunds", NOON);

        // Then
        Tally tally = only().tallies().get("refund:psp");
        assertThat(tally.bad()).isEqualTo(4);
        assertThat(tally.good()).isEqualTo(1);
        assertThat(tally.money()).isEqualTo(Money.of("40.00", "GBP"));
        assertThat(tally.customers()).hasSize(2);
        assertThat(tally.topCode()).isEqualTo("05");
    }

    @Test
    void a_heartbeat_of_a_clock_a_year_ahead_is_not_the_last_word_for_a_year() {
        // Given a gateway a year ahead that says online
        meter.said(
                Events.heartbeat("store-01", "h1", NOON.plus(Duration.ofDays(365)), true, 0, null), "pos-sales", NOON);

        // When a minute later its link is said to be down
        Instant later = NOON.plusSeconds(60);
        meter.said(Events.heartbeat("store-01", "h2", later, false, 7, NOON), "pos-sales", later);

        // Then
        assertThat(only().nodes().get("node:store-01"))
                .isEqualTo(new NodeReport(
                        false, 7, NOON, later, later, later, List.of(new Level(NOON, 0), new Level(later, 7))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void no_time_and_no_figure_is_too_damaged_to_be_metered(String time) {
        // Given
        OffsetDateTime far = OffsetDateTime.parse(time);
        Envelope envelope = Envelope.of("/store/store-01/gateway", "h1", EventType.HEARTBEAT, "store-01", far);
        Event<?> damaged = new Event<>(envelope, new Heartbeat("store-01", true, Long.MIN_VALUE, Instant.MIN));

        // When
        meter.passed(envelope, "pos-sales", NOON, 1);
        meter.lives(envelope, "pos-sales", NOON, 0);
        meter.said(damaged, "pos-sales", NOON);

        // Then a judge can do with it what it does with any other
        FlowSample sample = only();
        assertThat(sample.events()).isEqualTo(1);
        FlowJudge.Judgement judgement =
                FlowJudge.judge(FlowMemory.none("pos-sales").plus(sample), Samples.flow("pos-sales"), NOON);
        assertThat(judgement.health().backlog()).isZero();
        assertThat(judgement.health().levelAt()).isNull();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/pos/store-012/till-03, store-012",
        "/store/store-012/gateway, store-012",
        "/ecommerce/web, /ecommerce/web",
        "/psp, /psp",
        "plain, plain"
    })
    void a_till_speaks_for_its_store(String source, String place) {
        assertThat(FlowMeter.place(source)).isEqualTo(place);
    }

    @Test
    void a_sample_is_taken_once() {
        // Given
        meter.passed(Events.sale("store-01", "till-1", "s1", NOON, "MUG").envelope(), "pos-sales", NOON, 1);
        meter.take(NOON);

        // When, then
        assertThat(meter.take(NOON)).isEmpty();
    }

    @Test
    void a_late_upload_is_a_sign_of_life_but_not_of_pace() {
        // When a receipt of this minute and one of an hour ago arrive
        meter.lives(Events.sale("store-01", "till-1", "s1", NOON, "MUG").envelope(), "pos-sales", NOON, 1);
        Instant earlier = NOON.minus(Duration.ofHours(1));
        meter.lives(
                Events.sale("store-01", "till-2", "s2", earlier, "MUG").envelope(),
                "pos-sales",
                NOON.plusSeconds(5),
                1);

        // Then
        assertThat(only().pulses())
                .isEqualTo(Map.of("store-01", new Pulse(NOON, NOON.plusSeconds(5), false, 1, 1, 0, 0)));
    }

    @Test
    void a_refused_record_is_told_with_its_source_and_a_changed_one_with_its_subject() {
        // When
        meter.refused(refused(ReasonCode.CONTENT_CONFLICT, base64("/ecommerce/web"), base64("WEB-7")), "web-orders");
        meter.refused(refused(ReasonCode.INVALID_BODY, base64("/bridge\n"), base64("WEB-8")), "web-orders");

        // Then
        Map<String, Tally> tallies = only().tallies();
        assertThat(tallies.get(FlowSample.QUARANTINE).origins()).isEqualTo(Map.of("/ecommerce/web", 1L, "/bridge", 1L));
        assertThat(tallies.get(FlowSample.CONFLICT).origins()).isEqualTo(Map.of("WEB-7", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA"})
    void a_refused_record_without_a_readable_source_counts_all_the_same(String source) {
        // When
        meter.refused(refused(ReasonCode.INVALID_BODY, source, ""), "web-orders");

        // Then
        Tally tally = only().tallies().get(FlowSample.QUARANTINE);
        assertThat(tally.bad()).isEqualTo(1);
        assertThat(tally.origins()).isEmpty();
    }

    private static QuarantinedRecord refused(ReasonCode reason, String source, String subject) {
        return new QuarantinedRecord(
                "retail.orders-0-1",
                reason,
                "",
                "inventory",
                "web-orders",
                NOON,
                1,
                null,
                "retail.orders",
                0,
                1,
                NOON.toEpochMilli(),
                null,
                null,
                Map.of("ce_source", source, "ce_subject", subject));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private FlowSample only() {
        List<FlowSample> samples = meter.take(NOON.plusSeconds(30));
        assertThat(samples).hasSize(1);
        assertThat(samples.get(0).minute()).isEqualTo(NOON);
        return samples.get(0);
    }

    private static double lag(FlowSample sample, String clock) {
        LagQuantiles lag = LagSketch.merged(List.of(sample.lags().get(clock)));
        assertThat(lag.count()).isEqualTo(1);
        return lag.p50Millis();
    }
}
