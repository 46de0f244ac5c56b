package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.streams.Sketches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several meters saw adds up to what one would have seen. */
class MergeTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tallies_add_up_in_any_order_and_grouping(long seed) {
        // Given 60 outcomes
        Random random = new Random(seed);
        List<Tally> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant at = NOON.plusSeconds(random.nextInt(600));
            all.add(
                    random.nextBoolean()
                            ? Tally.good(1)
                            : Tally.bad("0" + random.nextInt(3), at)
                                    .staking("R" + random.nextInt(9), new Money(500, "GBP"), "C")
                                    .from("/s" + random.nextInt(4)));
        }
        Tally inOrder = all.stream().reduce(Tally.NONE, Tally::plus);

        // When they are shuffled and added in two groups
        Collections.shuffle(all, random);
        Tally left = all.subList(0, 25).stream().reduce(Tally.NONE, Tally::plus);
        Tally right = all.subList(25, 60).stream().reduce(Tally.NONE, Tally::plus);

        // Then
        assertThat(right.plus(left)).isEqualTo(inOrder);
    }

    @Test
    void a_tally_stays_small_and_keeps_its_money() {
        // When 3000 customers lose a pound each
        Tally tally = IntStream.range(0, 3000)
                .mapToObj(i -> Tally.bad("05", NOON).staking("R" + i, new Money(100, "GBP"), "C" + i))
                .reduce(Tally.NONE, Tally::plus);

        // Then
        assertThat(tally.bad()).isEqualTo(3000);
        assertThat(tally.money()).isEqualTo(new Money(300_000, "GBP"));
        assertThat(tally.stakes()).hasSizeLessThan(1100);
        assertThat(tally.customers()).hasSizeLessThan(1100);
    }

    @Test
    void merged_sketches_say_what_one_sketch_says() {
        // Given 10,000 lags in three sketches and in one
        Random random = new Random(7);
        DDSketch whole = Sketches.create();
        List<DDSketch> parts = List.of(Sketches.create(), Sketches.create(), Sketches.create());
        double[] lags = new double[10_000];
        for (int i = 0; i < lags.length; i++) {
            lags[i] = Math.exp(random.nextGaussian() * 2 + 5);
            whole.accept(lags[i]);
            parts.get(i % 3).accept(lags[i]);
        }
        Arrays.sort(lags);

        // When
        LagQuantiles merged = LagSketch.merged(List.of(
                LagSketch.merge(LagSketch.encode(parts.get(0)), LagSketch.encode(parts.get(1))),
                LagSketch.encode(parts.get(2))));

        // Then equal to one sketch, and within its promised 1 % of the truth
        assertThat(merged).isEqualTo(Sketches.quantiles(whole));
        assertThat(merged.p50Millis()).isCloseTo(lags[4999], withPercentage(1.1));
        assertThat(merged.p99Millis()).isCloseTo(lags[9899], withPercentage(1.1));
    }

    @Test
    void the_newer_word_on_a_node_holds_whichever_arrives_last() {
        // Given
        NodeReport online = NodeReport.said(true, 0, null, NOON);
        NodeReport down = NodeReport.said(false, 4, NOON, NOON.plusSeconds(300));
        NodeReport stillDown = NodeReport.said(false, 9, NOON, NOON.plusSeconds(600));

        // When
        NodeReport inOrder = online.then(down).then(stillDown);

        // Then it is down since it was first said to be, and an old word changes nothing
        assertThat(inOrder)
                .isEqualTo(new NodeReport(
                        false,
                        9,
                        NOON,
                        NOON.plusSeconds(600),
                        NOON.plusSeconds(300),
                        NOON.plusSeconds(300),
                        List.of(
                                new Level(NOON, 0),
                                new Level(NOON.plusSeconds(300), 4),
                                new Level(NOON.plusSeconds(600), 9))));
        assertThat(inOrder.then(online)).isEqualTo(inOrder);
    }

    @Test
    void a_memory_survives_its_store() {
        // Given a memory with something of everything
        FlowMemory memory = Samples.memory(
                "refunds",
                Samples.tally(
                        "refunds", NOON, "refund:psp", Tally.bad("05", NOON).staking("R1", new Money(5, "GBP"), "C1")),
                Samples.node("refunds", NOON, "node:psp", NodeReport.said(false, 3, NOON, NOON)),
                Samples.account("refunds", NOON, "inventory|retail.payments-0|refunds", 10, 2),
                Samples.pulses("refunds", NOON, java.util.Map.of("/psp", Pulse.of(NOON, false, true, 1))));
        memory = FlowJudge.judge(memory, Samples.flow("refunds"), NOON.plusSeconds(1))
                .memory();

        // When it goes through its serde
        FlowMemory back = Json.read(Json.bytes(memory), FlowMemory.class);

        // Then
        assertThat(Json.bytes(back)).isEqualTo(Json.bytes(memory));
        assertThat(back.firing()).hasSize(1);
    }
}
