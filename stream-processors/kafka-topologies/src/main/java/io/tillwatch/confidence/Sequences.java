package io.tillwatch.confidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers of a source were heard, as ranges: a source counts without a gap, so one range is the usual case, and a
 * gap is something that is still on its way. Immutable.
 *
 * @param ranges ascending, apart from each other
 */
record Sequences(List<Range> ranges) {
    static final Sequences NONE = new Sequences(List.of());
    /** Beyond this the oldest gap is given up; a store that uploads a day in any order stays below. */
    private static final int MOST_RANGES = 512;

    /** Both ends belong to it. */
    record Range(long from, long to) {}

    boolean contains(long number) {
        return ranges.stream().anyMatch(range -> range.from() <= number && number <= range.to());
    }

    Sequences plus(long number) {
        if (contains(number)) {
            return this;
        }
        List<Range> next = new ArrayList<>(ranges.size() + 1);
        Range grown = new Range(number, number);
        for (Range range : ranges) {
            if (range.to() + 1 == grown.from()) {
                grown = new Range(range.from(), grown.to());
            } else if (grown.to() + 1 == range.from()) {
                grown = new Range(grown.from(), range.to());
            } else if (range.to() < grown.from()) {
                next.add(range);
            }
        }
        next.add(grown);
        for (Range range : ranges) {
            if (range.from() > grown.to()) {
                next.add(range);
            }
        }
        if (next.size() > MOST_RANGES) {
            next.set(1, new Range(next.get(0).from(), next.get(1).to()));
            next.remove(0);
        }
        return new Sequences(List.copyOf(next));
    }

    /** -1 when nothing was heard. */
    long last() {
        return ranges.isEmpty() ? -1 : ranges.get(ranges.size() - 1).to();
    }

    /** Numbers between the first and the last heard that were not. */
    long missing() {
        long missing = 0;
        for (int i = 1; i < ranges.size(); i++) {
            missing += ranges.get(i).from() - ranges.get(i - 1).to() - 1;
        }
        return missing;
    }
}
