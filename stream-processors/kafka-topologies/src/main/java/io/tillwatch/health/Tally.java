package io.tillwatch.health;

import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Good and bad outcomes of one thing in one span of time.
 *
 * @param money at stake in the bad ones; null when none is
 * @param customers in the bad ones, counted once each
 * @param codes of the bad ones
 * @param firstBad when the first bad one occurred; null without one
 */
record Tally(
        long good,
        long bad,
        @Nullable Money money,
        Map<String, Long> customers,
        Map<String, Long> codes,
        @Nullable Instant firstBad) {
    static final Tally NONE = new Tally(0, 0, null, Map.of(), Map.of(), null);
    private static final int SAMPLE = 500;

    static Tally good(long count) {
        return new Tally(count, 0, null, Map.of(), Map.of(), null);
    }

    static Tally bad(String code, @Nullable Money money, @Nullable String customer, Instant at) {
        return new Tally(0, 1, money, customer == null ? Map.of() : Map.of(customer, 1L), Map.of(code, 1L), at);
    }

    Tally plus(Tally other) {
        return new Tally(
                good + other.good,
                bad + other.bad,
                sum(money, other.money),
                sum(customers, other.customers),
                sum(codes, other.codes),
                earlier(firstBad, other.firstBad));
    }

    double badShare() {
        return good + bad == 0 ? 0 : (double) bad / (good + bad);
    }

    /** The commonest code of the bad ones; empty without one. */
    String topCode() {
        return codes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static @Nullable Money sum(@Nullable Money one, @Nullable Money other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.currency().equals(other.currency()) ? one.plus(other) : one;
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        if (other.isEmpty()) {
            return one;
        }
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((key, count) -> {
            if (sum.size() < SAMPLE || sum.containsKey(key)) {
                sum.merge(key, count, Long::sum);
            }
        });
        return sum;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
