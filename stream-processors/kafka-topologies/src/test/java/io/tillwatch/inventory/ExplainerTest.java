package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation.Change;
import io.tillwatch.inventory.Explanation.CountRow;
import io.tillwatch.inventory.Explanation.Row;
import io.tillwatch.inventory.StockCase.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest {
    private static final Instant NOW = RandomStock.NOW;
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String TILL = "/pos/store-1/till-1";

    private final PastStock log = new PastStock(NOW);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_explained_changes_add_up_to_every_figure_now_and_at_any_moment(long seed) {
        // Given
        Random random = new Random(seed);
        List<Step> delivered = RandomStock.delivered(RandomStock.day(seed, "", 90), random);
        for (int i = 0; i < delivered.size(); i++) {
            log.arrives(delivered.get(i), NOW.minusSeconds(40_000L - i * 100L));
        }
        Moment past = new Moment(NOW.minusSeconds(random.nextInt(36_000)), NOW.minusSeconds(random.nextInt(36_000)));

        for (Moment moment : List.of(Moment.NOW, past)) {
            log.at(moment).forEach((key, position) -> {
                // When
                Explanation told = explained(position);

                // Then
                StockPosition shown = told.position();
                assertSum(told, Change::onHand, shown.onHand());
                assertSum(told, Change::reserved, shown.reserved());
                assertSum(told, Change::inTransit, shown.inTransit());
                assertSum(told, Change::damaged, shown.damaged());
                assertSum(told, Change::buffer, shown.buffer());
                assertThat(told.movements()).hasSize(position.movements().size());
                assertRunning(told);
                assertThat(variances(told)).isEqualTo(shown.variance());
            });
        }
        log.now()
                .forEach((key, book) -> assertThat(explained(log.at(Moment.NOW).get(key))
                                .position()
                                .onHand())
                        .isEqualByComparingTo(book.onHand()));
    }

    private static void assertSum(Explanation told, Function<Change, BigDecimal> bucket, BigDecimal shown) {
        BigDecimal sum =
                told.movements().stream().map(Row::change).map(bucket).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(shown);
    }

    private static void assertRunning(Explanation told) {
        BigDecimal running = BigDecimal.ZERO;
        for (Row row : told.movements()) {
            running = running.add(row.change().onHand());
            assertThat(row.onHandAfter()).isEqualByComparingTo(running);
            if (row.bucket().equals("count") && row.voidedAt() == null) {
                assertThat(row.onHandAfter()).isEqualByComparingTo(row.quantity());
            }
        }
    }

    private static Map<String, BigDecimal> variances(Explanation told) {
        Map<String, BigDecimal> variances = new LinkedHashMap<>();
        for (CountRow count : told.counts()) {
            assertThat(count.counted().subtract(count.books())).isEqualByComparingTo(count.variance());
            variances.put(count.id(), Quantity.normalized(count.variance()));
        }
        return variances;
    }

    @Test
    void each_movement_says_what_became_of_it() {
        // Given
        say(new Told("received", "in", -300).quantity(100));
        say(new Told("sold", "early", -200).quantity(8));
        say(new Told("counted", "count", -100).quantity(91).count("C1"));
        say(new Told("sold", "after", -50).quantity(1));
        say(new Told("sold", "wrong", -40).quantity(30));
        say(new Told("correction", "fix", -39).corrects("wrong"));
        say(new Told("reserved", "r1", -30).quantity(5).reservation("R1"));
        say(new Told("fulfilled", "f1", -20).quantity(2).reservation("R1"));
        say(new Told("released", "l1", -19).quantity(1).reservation("R1"));
        say(new Told("reserved", "r2", -30).quantity(4).reservation("R2").expires(NOON.minusSeconds(600)));
        say(new Told("released", "l3", -10).quantity(3).reservation("R3"));
        say(new Told("fulfilled", "f4", -10).quantity(1).reservation("R4"));
        say(new Told("buffer-set", "b1", -9).quantity(2));
        say(new Told("buffer-set", "b2", -8).quantity(3));

        // When
        Explanation told = explained(log.at(Moment.NOW).get("MUG|store-1"));

        // Then
        assertThat(effects(told))
                .containsEntry("in", "covered by count C1")
                .containsEntry("early", "covered by count C1")
                .containsEntry("count", "the count that holds")
                .containsEntry("after", "applied")
                .containsEntry("wrong", "voided by a correction")
                .containsEntry("r1", "1 released, 2 fulfilled, 2 still held")
                .containsEntry("f1", "applied")
                .containsEntry("l1", "applied")
                .containsEntry("r2", "expired")
                .containsEntry("l3", "waits for its reservation")
                .containsEntry("f4", "applied on hand; waits for its reservation")
                .containsEntry("b1", "superseded by a later buffer")
                .containsEntry("b2", "applied");
        assertThat(told.counts()).singleElement().satisfies(count -> {
            assertThat(count.books()).isEqualByComparingTo("92");
            assertThat(count.variance()).isEqualByComparingTo("-1");
        });
        assertThat(told.movements())
                .filteredOn(row -> row.eventId().equals("early"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.inVarianceOf()).containsExactly("C1");
                    assertThat(row.onHandAfter()).isEqualByComparingTo("92");
                });
        assertThat(told.position().onHand()).isEqualByComparingTo("87");
        assertThat(told.position().reserved()).isEqualByComparingTo("2");
    }

    @Test
    void transfers_say_what_arrived_what_was_lost_and_what_is_on_the_way() {
        // Given
        say(new Told("transfer-dispatched", "d1", -30).quantity(10).transfer("T1"));
        say(new Told("transfer-received", "a1", -20).quantity(6).transfer("T1"));
        say(new Told("transfer-written-off", "w1", -10).quantity(1).transfer("T1"));
        say(new Told("transfer-received", "a2", -5).quantity(2).transfer("T2"));

        // When
        Explanation told = explained(log.at(Moment.NOW).get("MUG|store-1"));

        // Then
        assertThat(effects(told))
                .containsEntry("d1", "6 received, 1 written off, 3 still on the way")
                .containsEntry("a1", "applied")
                .containsEntry("w1", "applied")
                .containsEntry("a2", "applied on hand; waits for its dispatch");
        assertThat(told.position().inTransit()).isEqualByComparingTo("3");
    }

    private static Map<String, String> effects(Explanation told) {
        Map<String, String> effects = new LinkedHashMap<>();
        told.movements().forEach(row -> effects.put(row.eventId(), row.effect()));
        return effects;
    }

    private static Explanation explained(PastPosition past) {
        return Explainer.explain(past, past.book().position(past.sku(), past.location(), past.judgedAt()));
    }

    private void say(Told told) {
        log.arrives(told.step(), NOON.plusSeconds(log.now().size()));
    }

    /** One event of the mug in store 1. */
    private static final class Told {
        private final String type;
        private final String id;
        private final Instant time;
        private BigDecimal quantity;
        private String count;
        private String reservation;
        private Instant expires;
        private String transfer;
        private EventRef corrects;

        Told(String type, String id, int minutesFromNoon) {
            this.type = type;
            this.id = id;
            this.time = NOON.plusSeconds(minutesFromNoon * 60L);
        }

        Told quantity(int amount) {
            quantity = new BigDecimal(amount);
            return this;
        }

        Told count(String document) {
            count = document;
            return this;
        }

        Told reservation(String document) {
            reservation = document;
            return this;
        }

        Told expires(Instant at) {
            expires = at;
            return this;
        }

        Told transfer(String document) {
            transfer = document;
            return this;
        }

        Told corrects(String target) {
            corrects = new EventRef(TILL, target);
            return this;
        }

        Step step() {
            boolean moves = transfer != null;
            return new Step(
                    TILL,
                    id,
                    null,
                    time,
                    type,
                    corrects == null ? "MUG" : null,
                    moves || corrects != null ? null : "store-1",
                    quantity,
                    count,
                    null,
                    reservation,
                    expires,
                    transfer,
                    moves ? "dc-1" : null,
                    moves ? "store-1" : null,
                    null,
                    corrects,
                    null);
        }
    }
}
