package io.tillwatch.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.LocationConfidence.SourceWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight stores that sell from nine to eight; the first is looked at on the second Tuesday. */
final class SilenceJudgeTest {
    private static final int STORES = 8;
    private static final Instant TUESDAY = Trade.START.plus(Duration.ofDays(8));
    private static final String STORE = "store-0";

    private final Trade trade = new Trade(7, STORES, 10);

    @Test
    void a_closed_store_is_not_silent_at_night_and_a_quiet_one_not_at_five_past_nine() {
        // Given a store whose last receipt was on Monday evening
        Instant nine = TUESDAY.plus(Duration.ofHours(9));

        // Then
        assertThat(word(nine.minus(Duration.ofHours(6)), nine.minus(Duration.ofHours(6)), null)
                        .silentSince())
                .isNull();
        assertThat(word(nine, nine.plus(Duration.ofMinutes(5)), null).silentSince())
                .isNull();
    }

    @Test
    void a_store_that_should_have_sold_long_ago_is_silent_since_its_last_receipt() {
        // Given
        Instant noon = TUESDAY.plus(Duration.ofHours(12));

        // When nothing came for two hours, in which thirty and more were to be expected
        LocationConfidence word = word(noon, noon.plus(Duration.ofHours(2)), null);

        // Then
        assertThat(word.silentSince()).isEqualTo(word.lastEventAt()).isBefore(noon);
        assertThat(word.reason()).contains("receipts were to be expected");
    }

    @Test
    void the_same_time_without_a_receipt_is_silence_in_a_busy_store_and_chance_in_a_small_one() {
        // Given a store that sells a tenth of what the others sell
        Instant noon = TUESDAY.plus(Duration.ofHours(12));
        List<LocationPulse> pulses = pulses(noon, noon.plus(Duration.ofMinutes(50)));
        List<Trade.Receipt> few = new ArrayList<>();
        List<Trade.Receipt> many = trade.sell(1, Trade.START, noon);
        for (int i = 0; i < many.size(); i += 10) {
            few.add(many.get(i));
        }
        LocationPulse small = Trade.pulse(STORE, few);
        LocationPulse busy = Trade.pulse(STORE, many);

        // When
        Pace pace = Pace.of(pulses);
        Instant now = noon.plus(Duration.ofMinutes(50));

        // Then
        assertThat(judged(small, pace, now).silentSince()).isNull();
        assertThat(judged(busy, pace, now).silentSince()).isNotNull();
    }

    @Test
    void a_link_known_to_be_down_makes_a_store_silent_at_once_and_a_receipt_that_it_keeps_ends_it() {
        // Given
        Instant noon = TUESDAY.plus(Duration.ofHours(12));
        Instant seen = noon.plus(Duration.ofMinutes(3));

        // When
        LocationConfidence down = word(noon, seen, new Beat(seen, false, seen, 0, null));
        LocationConfidence up = word(noon, seen, new Beat(seen, true, null, 0, null));

        // Then
        assertThat(down.reason()).isEqualTo("its link is down");
        assertThat(down.online()).isFalse();
        assertThat(down.unseenAtMost()).isNull();
        assertThat(up.silentSince()).isNull();
    }

    @Test
    void events_that_wait_at_the_store_are_what_can_be_unseen_at_most() {
        // Given
        Instant noon = TUESDAY.plus(Duration.ofHours(12));
        Instant oldest = noon.minus(Duration.ofMinutes(20));

        // When
        LocationConfidence word = word(noon, noon, new Beat(noon, true, null, 9, oldest));

        // Then
        assertThat(word.silentSince()).isEqualTo(oldest);
        assertThat(word.reason()).isEqualTo("9 events wait there");
        assertThat(word.unseenAtMost()).isEqualTo(9);
    }

    @Test
    void the_interval_stays_until_every_till_has_spoken_and_no_number_is_missing() {
        // Given a store with two tills whose link was down for an hour from noon
        Instant noon = TUESDAY.plus(Duration.ofHours(12));
        Instant back = noon.plus(Duration.ofHours(1));
        Pace pace = Pace.of(pulses(noon, back));
        LocationPulse quiet = two(noon, 40, 0, noon, 50, 0).beating(new Beat(noon, false, noon, 0, null));
        LocationPulse silent =
                Objects.requireNonNull(SilenceJudge.judge(quiet, pace, back)).pulse();

        // When the first till sells again, with its kept receipts on their way
        LocationPulse one =
                silent.beating(new Beat(back, true, null, 0, null)).plus(two(back.plusSeconds(5), 60, 19, noon, 50, 0));
        SilenceJudge.Judgement first = Objects.requireNonNull(SilenceJudge.judge(one, pace, back.plusSeconds(6)));
        // and all of its own have come, but the second till said nothing yet
        SilenceJudge.Judgement half = Objects.requireNonNull(SilenceJudge.judge(
                first.pulse().plus(two(back.plusSeconds(9), 61, 0, noon, 50, 0)), pace, back.plusSeconds(10)));
        // and the second speaks, with four missing
        SilenceJudge.Judgement most = Objects.requireNonNull(SilenceJudge.judge(
                half.pulse().plus(two(back.plusSeconds(9), 61, 0, back.plusSeconds(20), 66, 4)),
                pace,
                back.plusSeconds(30)));
        // and these come too
        SilenceJudge.Judgement all = Objects.requireNonNull(SilenceJudge.judge(
                most.pulse().plus(two(back.plusSeconds(9), 61, 0, back.plusSeconds(20), 66, 0)),
                pace,
                back.plusSeconds(40)));

        // Then
        assertThat(first.word().silentSince()).isEqualTo(noon);
        assertThat(first.word().silentUntil()).isEqualTo(back.plusSeconds(6));
        assertThat(first.word().unseenAtMost())
                .as("who knows what the second kept")
                .isNull();
        assertThat(half.word().silentSince()).isNotNull();
        assertThat(most.word().unseenAtMost()).isEqualTo(4);
        assertThat(all.word().silentSince()).isNull();
        assertThat(all.pulse().silence()).isNull();
    }

    @Test
    void a_till_that_never_speaks_again_is_not_waited_for_longer_than_half_an_hour() {
        // Given
        Instant noon = TUESDAY.plus(Duration.ofHours(12));
        Instant back = noon.plus(Duration.ofHours(1));
        Pace pace = Pace.of(pulses(noon, back));
        LocationPulse quiet = two(noon, 40, 0, noon, 50, 0)
                .beating(new Beat(back, true, null, 0, null))
                .judged(new Silence(noon, back));

        // When
        LocationPulse one = quiet.plus(two(back.plusSeconds(1_900), 61, 2, noon, 50, 0));

        // Then
        assertThat(judged(one, pace, back.plusSeconds(1_700)).silentSince()).isEqualTo(noon);
        assertThat(judged(one, pace, back.plusSeconds(1_900)).silentSince()).isNull();
        assertThat(judged(one, pace, back.plusSeconds(1_900)).missing()).isEqualTo(2);
    }

    @Test
    void a_node_that_only_beats_is_no_location() {
        // When
        LocationPulse shop = LocationPulse.none("shop").beating(new Beat(TUESDAY, false, TUESDAY, 0, null));

        // Then
        assertThat(SilenceJudge.judge(shop, Pace.of(List.of(shop)), TUESDAY)).isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 11})
    void what_is_remembered_does_not_depend_on_the_order_of_arrival(long seed) {
        // Given
        List<LocationPulse> events = new ArrayList<>();
        trade.sell(0, TUESDAY, TUESDAY.plus(Duration.ofHours(14)))
                .forEach(receipt -> events.add(Trade.told(STORE, receipt)));
        events.add(LocationPulse.none(STORE).beating(new Beat(TUESDAY.plusSeconds(9), true, null, 0, null)));
        events.add(LocationPulse.none(STORE).beating(new Beat(TUESDAY.plusSeconds(5), true, null, 2, null)));
        LocationPulse inOrder = LocationPulse.none(STORE);
        for (LocationPulse event : events) {
            inOrder = inOrder.plus(event);
        }

        // When
        Collections.shuffle(events, new Random(seed));
        LocationPulse shuffled = LocationPulse.none(STORE);
        for (LocationPulse event : events) {
            shuffled = shuffled.plus(event);
        }

        // Then
        assertThat(shuffled)
                .usingRecursiveComparison()
                .ignoringFields("sources")
                .isEqualTo(inOrder);
    }

    private LocationConfidence word(Instant last, Instant now, @Nullable Beat beat) {
        List<LocationPulse> pulses = pulses(last, now);
        LocationPulse own = pulses.get(0);
        return judged(beat == null ? own : own.beating(beat), Pace.of(pulses), now);
    }

    /** The first store sold until {@code last}, the others until now. */
    private List<LocationPulse> pulses(Instant last, Instant now) {
        List<LocationPulse> pulses = new ArrayList<>();
        for (int store = 0; store < STORES; store++) {
            pulses.add(Trade.pulse("store-" + store, trade.sell(store, Trade.START, store == 0 ? last : now)));
        }
        return pulses;
    }

    private static LocationConfidence judged(LocationPulse pulse, Pace pace, Instant now) {
        return Objects.requireNonNull(SilenceJudge.judge(pulse, pace, now)).word();
    }

    private static LocationPulse two(Instant one, long last1, long missing1, Instant other, long last2, long missing2) {
        SourceWord first = new SourceWord("1", last1, missing1, one, false);
        SourceWord second = new SourceWord("1", last2, missing2, other, false);
        return LocationPulse.heard(STORE, one, one, false, 0, "/pos/store-0/till-1", first)
                .plus(LocationPulse.heard(STORE, other, other, false, 0, "/pos/store-0/till-2", second));
    }
}
