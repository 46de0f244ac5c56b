package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether the score puts what costs most first, better than severity, time, count or chance do. What a day's incidents cost
 * is fixed before any of them is scored; detectors know a part of it only, and what they know is off by up to a third.
 */
class RankingTest {
    private static final int SEEDS = 10;
    private static final int INCIDENTS = 40;
    private static final FlowCatalogue FLOWS = FlowCatalogue.demo();

    /** Kinds whose incidents do not explain one another, so that each stays one. */
    private static final List<IncidentKind> KINDS = List.of(
            IncidentKind.OVERSELL,
            IncidentKind.ORDER_STUCK,
            IncidentKind.RECONCILIATION_BREAKS,
            IncidentKind.COUNT_VARIANCE,
            IncidentKind.SESSION_STUCK,
            IncidentKind.LATE_POSTING);

    /** An incident and what it costs, in cents. */
    private record Costly(Incident incident, long cents) {}

    @Test
    void the_score_ranks_costs_better_than_severity_time_count_and_chance_over_ten_seeds() {
        // Given
        Map<String, double[]> sums = new LinkedHashMap<>();

        // When
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Costly> day = day(seed);
            assertThat(day).hasSize(INCIDENTS);
            orders(seed).forEach((name, order) -> {
                List<Costly> ranked = new ArrayList<>(day);
                order.accept(ranked);
                double[] sum = sums.computeIfAbsent(name, n -> new double[3]);
                sum[0] += ndcg(ranked);
                sum[1] += captured(ranked, 5);
                sum[2] += captured(ranked, 10);
            });
        }

        // Then
        String table = table(sums);
        double[] ours = sums.get("score");
        sums.forEach((name, sum) -> {
            if (!name.equals("score")) {
                for (int i = 0; i < sum.length; i++) {
                    assertThat(ours[i]).as("against " + name + "\n" + table).isGreaterThan(sum[i]);
                }
            }
        });
        System.out.println(table);
        assertThat(ours[0] / SEEDS).as(table).isGreaterThan(0.8);
    }

    private interface Order {
        void accept(List<Costly> incidents);
    }

    private static Map<String, Order> orders(long seed) {
        Map<String, Order> orders = new LinkedHashMap<>();
        orders.put(
                "score",
                by(Comparator.comparingDouble((Costly one) -> -one.incident().score())));
        orders.put(
                "severity",
                by(Comparator.comparingDouble((Costly one) ->
                        -Double.parseDouble(one.incident().evidence().get(Marks.SEVERITY)))));
        orders.put(
                "time",
                by(Comparator.comparing((Costly one) -> one.incident().startedAt())
                        .reversed()));
        orders.put(
                "count",
                by(Comparator.comparingLong((Costly one) -> -one.incident().signals())));
        orders.put("random", incidents -> Collections.shuffle(incidents, new Random(seed)));
        return orders;
    }

    private static Order by(Comparator<Costly> order) {
        return incidents -> incidents.sort(order);
    }

    /** Costs are spread as they are in life: a few are worth more than all others together. */
    private static List<Costly> day(long seed) {
        Random random = new Random(seed);
        IncidentBook book = new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
        List<Flow> flows = List.copyOf(FLOWS.all());
        List<Costly> day = new ArrayList<>();
        for (int i = 0; i < INCIDENTS; i++) {
            double euros = Math.exp(6 + 1.8 * random.nextGaussian());
            String subject = "subject-" + i;
            Flow flow = flows.get(random.nextInt(flows.size()));
            Told told = Told.of(KINDS.get(random.nextInt(KINDS.size())), subject, flow.id())
                    .since(random.nextInt(600))
                    .score(0.2 + 0.8 * random.nextDouble());
            double known = euros * (0.67 + 0.66 * random.nextDouble());
            long customers = (long) (euros / 60 * random.nextDouble());
            boolean priced = random.nextInt(10) < 8;
            int signals = 1 + (int) Math.exp(3 * random.nextDouble());
            for (int signal = 0; signal < signals; signal++) {
                Told seen = told.at(told.since() + signal);
                book.apply(
                        (priced
                                        ? seen.costs(String.format(java.util.Locale.ROOT, "%.2f", known), customers)
                                        : seen.costs("0", customers))
                                .signal(),
                        Told.minute(700));
            }
            String id = Identity.of(told.signal());
            Incident incident = book.find(id).orElseThrow();
            day.add(new Costly(incident, Math.round(euros * 100)));
        }
        return day;
    }

    /** With the decimal logarithm of the cost as gain, so that the largest does not decide alone. */
    private static double ndcg(List<Costly> ranked) {
        List<Costly> ideal = new ArrayList<>(ranked);
        ideal.sort(Comparator.comparingLong((Costly one) -> -one.cents()));
        return gain(ranked) / gain(ideal);
    }

    private static double gain(List<Costly> ranked) {
        return IntStream.range(0, 10)
                .mapToDouble(i -> Math.log10(1.0 + ranked.get(i).cents()) / (Math.log(i + 2) / Math.log(2)))
                .sum();
    }

    /** Share of the cost that the best first {@code n} could capture. */
    private static double captured(List<Costly> ranked, int n) {
        List<Costly> ideal = new ArrayList<>(ranked);
        ideal.sort(Comparator.comparingLong((Costly one) -> -one.cents()));
        return (double) first(ranked, n) / first(ideal, n);
    }

    private static long first(List<Costly> ranked, int n) {
        return ranked.stream().limit(n).mapToLong(Costly::cents).sum();
    }

    private static String table(Map<String, double[]> sums) {
        StringBuilder table = new StringBuilder("order     NDCG@10  first 5  first 10   mean of " + SEEDS + " seeds\n");
        sums.forEach((name, sum) -> table.append(String.format(
                java.util.Locale.ROOT,
                "%-9s %7.3f %8.3f %9.3f%n",
                name,
                sum[0] / SEEDS,
                sum[1] / SEEDS,
                sum[2] / SEEDS)));
        return table.toString();
    }
}
