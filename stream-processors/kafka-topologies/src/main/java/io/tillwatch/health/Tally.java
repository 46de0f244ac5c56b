package io.tillwatch.health;

import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Good and bad outcomes of one thing in one span of time.
 *
 * @param stakes money at stake in the bad ones by document, so that a storm of retries is no dearer than one failure
 * @param customers in the bad ones, counted once each
 * @param codes of the bad ones
 * @param origins where the bad ones came from
 * @param firstBad when the first bad one occurred; null without one
 */
record Tally(
        long good,
        long bad,
        Map<String, Money> stakes,
        Map<String, Long> customers,
        Map<String, Long> codes,
        Map<String, Long> origins,
        @Nullable Instant firstBad) {
    static final Tally NONE = new Tally(0, 0, Map.of(), Map.of(), Map.of(), Map.of(), null);
    private static final int SAMPLE = 1000;
    /** What does not fit into the sample any more is summed up here. */
    private static final String REST = "";

    static Tally good(long count) {
        return new Tally(count, 0, Map.of(), Map.of(), Map.of(), Map.of(), null);
    }

    static Tally bad(String code, Instant at) {
        return new Tally(0, 1, Map.of(), Map.of(), Map.of(code, 1L), Map.of(), at);
    }

    /** The same, with what is at stake in it. */
    Tally staking(String document, Money amount, @Nullable String customer) {
        return new Tally(
                good,
                bad,
                Map.of(document, amount),
                customer == null ? Map.of() : Map.of(customer, 1L),
                codes,
                origins,
                firstBad);
    }

    /** The same, with where it came from. */
    Tally from(String origin) {
        return new Tally(good, bad, stakes, customers, codes, Map.of(origin, bad), firstBad);
    }

    Tally plus(Tally other) {
        return new Tally(
                good + other.good,
                bad + other.bad,
                union(stakes, other.stakes, (one, same) -> one, Tally::sum),
                union(customers, other.customers, Long::sum, Long::sum),
                union(codes, other.codes, Long::sum, Long::sum),
                union(origins, other.origins, Long::sum, Long::sum),
                earlier(firstBad, other.firstBad));
    }

    double badShare() {
        return good + bad == 0 ? 0 : (double) bad / (good + bad);
    }

    /** The sum at stake, in the currency of the first document; null when no money is. */
    @Nullable
    Money money() {
        return stakes.values().stream().reduce(Tally::sum).orElse(null);
    }

    /** The commonest code of the bad ones; empty without one. */
    String topCode() {
        return codes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Where most of the bad ones came from, the most first. */
    List<String> topOrigins(int atMost) {
        return origins.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(REST))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(atMost)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Money sum(Money one, Money other) {
        return one.currency().equals(other.currency()) ? one.plus(other) : one;
    }

    private static <V> Map<String, V> union(
            Map<String, V> one, Map<String, V> other, BinaryOperator<V> sameKey, BinaryOperator<V> rest) {
        if (other.isEmpty()) {
            return one;
        }
        Map<String, V> union = new TreeMap<>(one);
        other.forEach((key, value) -> {
            boolean fits = union.size() < SAMPLE || union.containsKey(key);
            union.merge(fits ? key : REST, value, fits && !key.equals(REST) ? sameKey : rest);
        });
        return union;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
