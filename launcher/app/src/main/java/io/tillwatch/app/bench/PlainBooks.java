package io.tillwatch.app.bench;

import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the positions must come to, added up without ledger, store or engine: first all counts are gathered, then each
 * event is looked at once, in sums of plain numbers.
 */
final class PlainBooks {
    private static final int DECIMALS = 3;

    private final Traffic traffic;
    private final long[] onHand;
    private final BitSet touched = new BitSet();
    private final BitSet seen = new BitSet();
    private final Map<Integer, List<PlainCount>> counts = new HashMap<>();
    private final Map<Long, Held> reservations = new HashMap<>();
    private final Map<Integer, Long> reserved = new HashMap<>();
    private long duplicates;

    /** A count, and the sum of the movements between the one before it and itself. */
    private static final class PlainCount {
        final long time;
        final String id;
        final long amount;
        long covered;

        PlainCount(long time, String id, long amount) {
            this.time = time;
            this.id = id;
            this.amount = amount;
        }
    }

    /** A reservation: where, how much was held, and how much of that was released or fulfilled. */
    private static final class Held {
        final int position;
        long in;
        long out;

        Held(int position) {
            this.position = position;
        }
    }

    private PlainBooks(Traffic traffic) {
        this.traffic = traffic;
        this.onHand = new long[traffic.positions()];
    }

    static PlainBooks of(Traffic traffic, Arrivals arrivals) {
        PlainBooks books = new PlainBooks(traffic);
        arrivals.forEach(number -> {
            if (books.seen.get(Math.toIntExact(number))) {
                books.duplicates++;
            } else {
                books.seen.set((int) number);
                traffic.tell(number, books.new Gather());
            }
        });
        books.counts.values().forEach(each -> each.sort(Comparator.comparingLong((PlainCount count) -> count.time)));
        books.seen.stream().forEach(number -> traffic.tell(number, books.new Sum()));
        books.reservations.values().forEach(held -> {
            books.reserved.merge(held.position, Math.max(0, held.in - held.out), Long::sum);
        });
        return books;
    }

    /** How many positions were touched. */
    int positions() {
        return touched.cardinality();
    }

    /** How many different events there were. */
    long events() {
        return seen.cardinality();
    }

    long duplicates() {
        return duplicates;
    }

    /** A position that was touched: the first at or after that number, begun again at the end. */
    int touchedFrom(int position) {
        int found = touched.nextSetBit(position % traffic.positions());
        return found >= 0 ? found : touched.nextSetBit(0);
    }

    /** The positions that were touched. */
    IntStream touched() {
        return touched.stream();
    }

    /** Whether a position says what these books say; one that was never touched must not be told of. */
    boolean right(int position, @Nullable StockPosition told) {
        if (told == null || !touched.get(position)) {
            return false;
        }
        List<PlainCount> counted = counts.getOrDefault(position, List.of());
        Map<String, BigDecimal> variance = new LinkedHashMap<>();
        long before = 0;
        long shelf = onHand[position];
        for (PlainCount count : counted) {
            variance.put(count.id, decimal(count.amount - before - count.covered));
            before = count.amount;
        }
        shelf += before;
        long held = reserved.getOrDefault(position, 0L);
        return same(told.onHand(), shelf)
                && same(told.reserved(), held)
                && same(told.available(), shelf - held)
                && same(told.inTransit(), 0)
                && same(told.damaged(), 0)
                && told.variance().size() == variance.size()
                && variance.entrySet().stream().allMatch(count -> {
                    BigDecimal said = told.variance().get(count.getKey());
                    return said != null && said.compareTo(count.getValue()) == 0;
                });
    }

    private static boolean same(BigDecimal told, long thousandths) {
        return told.compareTo(decimal(thousandths)) == 0;
    }

    private static BigDecimal decimal(long thousandths) {
        return BigDecimal.valueOf(thousandths, DECIMALS);
    }

    /** First look: which positions there are, and their counts. */
    private final class Gather implements Traffic.Deeds {
        @Override
        public void moved(int position, long time, long change) {
            touched.set(position);
        }

        @Override
        public void counted(int position, long time, String count, long amount) {
            touched.set(position);
            counts.computeIfAbsent(position, key -> new ArrayList<>()).add(new PlainCount(time, count, amount));
        }

        @Override
        public void reserved(int position, long reservation, long amount) {
            touched.set(position);
        }

        @Override
        public void settled(int position, long reservation, long amount) {
            touched.set(position);
        }
    }

    /** Second look: a movement belongs to the first count at or after it, or to the shelf. */
    private final class Sum implements Traffic.Deeds {
        @Override
        public void moved(int position, long time, long change) {
            counts.getOrDefault(position, List.of()).stream()
                    .filter(count -> time <= count.time)
                    .findFirst()
                    .ifPresentOrElse(count -> count.covered += change, () -> onHand[position] += change);
        }

        @Override
        public void counted(int position, long time, String count, long amount) {
            // Gathered at the first look.
        }

        @Override
        public void reserved(int position, long reservation, long amount) {
            held(position, reservation).in += amount;
        }

        @Override
        public void settled(int position, long reservation, long amount) {
            held(position, reservation).out += amount;
        }

        private Held held(int position, long reservation) {
            return reservations.computeIfAbsent(reservation, key -> new Held(position));
        }
    }
}
