package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import io.tillwatch.inventory.StockCase.Step;
import io.tillwatch.inventory.StockView.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The acceptance sentence through the real broker: two instances with a copy of each other's work, one of them killed in
 * the middle of its transactions, everything delivered in any order, some of it twice, what came last once more.
 */
@ExtendWith(KafkaExtension.class)
@Timeout(120)
class KilledInstanceTest {
    private static final int DAYS = 12;
    private static final int EVENTS = 70;
    private static final Duration TAKE_OVER = Duration.ofSeconds(60);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1})
    void reads_go_on_from_the_standby_and_after_take_over_nothing_is_wrong(
            long seed, EmbeddedKafka kafka, @TempDir Path directory) throws Exception {
        killed(seed, kafka, directory);
    }

    @Tag("long")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothing_is_wrong_whenever_it_is_killed(long seed, EmbeddedKafka kafka, @TempDir Path directory)
            throws Exception {
        killed(seed, kafka, directory);
    }

    private static void killed(long seed, EmbeddedKafka kafka, Path directory) throws Exception {
        // Given days of several chains side by side, two instances, and a third of the events applied and copied
        Random random = new Random(seed);
        List<Step> events = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            events.addAll(RandomStock.day(1000 * seed + day, "S" + seed + "D" + day + "-", EVENTS));
        }
        List<Step> delivered = RandomStock.delivered(events, random);
        String servers = kafka.bootstrapServers();
        Path killedState = directory.resolve("killed");
        Process process = InventoryInstance.inItsOwnProcess(servers, killedState);
        try (Cluster cluster = new Cluster(servers);
                InventoryInstance survivor = InventoryInstance.start(servers, directory.resolve("survivor"))) {
            long accountedBefore = sum(cluster, AccountingSnapshot::input);
            StockView view = survivor.service.view();
            cluster.knows(events);
            int third = delivered.size() / 3;
            delivered.subList(0, third).forEach(cluster::send);
            cluster.flush();
            Set<String> skus = skus(delivered.subList(0, third));
            await().atMost(TAKE_OVER)
                    .ignoreExceptionsInstanceOf(StockUnavailableException.class)
                    .until(() -> {
                        // From the peer, in no other way than over HTTP, and a copy of what the peer has.
                        long far = skus.stream()
                                .filter(sku ->
                                        !view.positions(sku, Moment.NOW).value().isEmpty()
                                                && view.here()
                                                        .positions(sku, Moment.NOW)
                                                        .standby()
                                                && !view.positions(sku, Moment.NOW)
                                                        .standby())
                                .count();
                        return far > 0
                                && skus.stream()
                                        .allMatch(sku -> !view.positions(sku, Moment.NOW)
                                                .value()
                                                .isEmpty())
                                && skus.stream()
                                        .allMatch(sku -> view.here()
                                                        .positions(sku, Moment.NOW)
                                                        .staleness()
                                                        .toSeconds()
                                                < 3);
                    });

            // When it is killed while the next third is on its way, and sources send again what they sent last
            for (int i = third; i < 2 * third; i++) {
                cluster.send(delivered.get(i));
            }
            cluster.flush();
            process.destroyForcibly().waitFor();
            List<Step> again = new ArrayList<>(delivered.subList(2 * third - 60, 2 * third));
            again.addAll(delivered.subList(2 * third, delivered.size()));
            again.forEach(cluster::send);
            cluster.flush();

            // Then reads go on from the standby, which says how old it is, until the successor owns the work
            Reads first = Reads.of(view, skus);
            assertThat(first.refused).isZero();
            assertThat(first.fromStandby).isPositive();
            assertThat(first.oldest).isBetween(Duration.ofMillis(1), Duration.ofSeconds(15));
            Reads all = new Reads();
            await().atMost(TAKE_OVER).until(() -> {
                Reads now = Reads.of(view, skus);
                all.add(now);
                return now.fromStandby + now.refused == 0;
            });
            assertThat(all.refused)
                    .as("refused while it takes over: %s", all.why)
                    .isLessThan(all.answered / 10);

            // And after take-over the owner answers, and every position is what the whole set says
            Set<String> whole = skus(delivered);
            Map<String, String> expected = BruteForce.positions(events, RandomStock.NOW);
            await().atMost(TAKE_OVER)
                    .ignoreExceptionsInstanceOf(StockUnavailableException.class)
                    .untilAsserted(() -> assertThat(told(view, whole)).isEqualTo(expected));
            String mine = "S" + seed + "D";
            await().atMost(TAKE_OVER).untilAsserted(() -> {
                Map<String, StockCaseResult.Figures> published = new TreeMap<>();
                cluster.newest(Topics.POSITIONS).forEach((key, position) -> {
                    if (key.startsWith(mine)) {
                        published.put(key, StockPipe.figures(position));
                    }
                });
                assertThat(BruteForce.words(published)).isEqualTo(expected);
            });
            // Each delivery is accounted for exactly once, also those that the killed instance had in its hands.
            await().atMost(TAKE_OVER)
                    .untilAsserted(() -> assertThat(sum(cluster, AccountingSnapshot::input) - accountedBefore)
                            .isEqualTo(delivered.size() + 60L));
        } finally {
            process.destroyForcibly();
        }
    }

    /** How a round of reads over all SKUs went. */
    private static final class Reads {
        private int answered;
        private int fromStandby;
        private int refused;
        private final Map<String, Integer> why = new TreeMap<>();
        private Duration oldest = Duration.ZERO;

        static Reads of(StockView view, Set<String> skus) {
            Reads reads = new Reads();
            for (String sku : skus) {
                try {
                    Answer<List<StockPosition>> answer = view.positions(sku, Moment.NOW);
                    assertThat(answer.value()).as(sku).isNotEmpty();
                    reads.answered++;
                    reads.fromStandby += answer.standby() ? 1 : 0;
                    reads.oldest = answer.staleness().compareTo(reads.oldest) > 0 ? answer.staleness() : reads.oldest;
                } catch (StockUnavailableException e) {
                    reads.refused++;
                    reads.why.merge(e.getMessage() + " / " + e.getCause(), 1, Integer::sum);
                }
            }
            return reads;
        }

        void add(Reads other) {
            answered += other.answered;
            refused += other.refused;
            other.why.forEach((reason, times) -> why.merge(reason, times, Integer::sum));
        }
    }

    private static long sum(Cluster cluster, ToLongFunction<AccountingSnapshot> part) {
        return cluster.newest(Topics.ACCOUNTING).values().stream()
                .mapToLong(part)
                .sum();
    }

    private static Set<String> skus(List<Step> events) {
        Set<String> skus = new TreeSet<>();
        events.stream().map(Step::sku).filter(Objects::nonNull).forEach(skus::add);
        return skus;
    }

    private static Map<String, String> told(StockView view, Set<String> skus) {
        Map<String, StockCaseResult.Figures> told = new TreeMap<>();
        for (String sku : skus) {
            Answer<List<StockPosition>> answer = view.positions(sku, Moment.NOW);
            assertThat(answer.standby()).isFalse();
            answer.value().forEach(position -> told.put(position.key(), StockPipe.figures(position)));
        }
        return BruteForce.words(told);
    }
}
