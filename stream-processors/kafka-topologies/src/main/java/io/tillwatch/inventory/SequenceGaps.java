package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds that a source's numbers have no gap: a till counts its events up by one within an epoch, so a number that never
 * comes is an event that is lost or stuck. What comes out of order fills its gap; a reinstalled till begins a new epoch,
 * which is no gap; what was before the first number that we saw is none either. Numbers are kept as the first, the last
 * and the gaps between them. One thread at a time.
 */
final class SequenceGaps {
    /** A source whose numbers are not consecutive at all would fill the memory: then its oldest gaps are let go. */
    private static final int MOST_GAPS = 1000;

    private static final int SAMPLE = 10;

    private final Duration grace;
    private final State state;
    private final Set<String> open = new HashSet<>();

    /** Where numbers are kept. */
    interface State {
        /** Null when nothing of it was seen. */
        @Nullable
        Numbers find(String key);

        void put(String key, Numbers numbers);

        void each(Consumer<Numbers> visitor);
    }

    /** Numbers from one to the other, both included, that were first missed at that time. */
    record Gap(long from, long to, Instant since) {
        long size() {
            return to - from + 1;
        }
    }

    /**
     * What came of a source.
     *
     * @param epoch null when it says none
     * @param told how many missing numbers were told
     */
    record Numbers(
            String source, @Nullable String epoch, String flow, long first, long last, List<Gap> gaps, long told) {

        Numbers plus(long number, Instant now) {
            if (number > last) {
                return with(first, number, number > last + 1 ? joined(new Gap(last + 1, number - 1, now)) : gaps);
            }
            if (number < first) {
                return with(number, last, number < first - 1 ? joined(new Gap(number + 1, first - 1, now)) : gaps);
            }
            List<Gap> left = new ArrayList<>();
            for (Gap gap : gaps) {
                if (number < gap.from() || number > gap.to()) {
                    left.add(gap);
                } else {
                    if (number > gap.from()) {
                        left.add(new Gap(gap.from(), number - 1, gap.since()));
                    }
                    if (number < gap.to()) {
                        left.add(new Gap(number + 1, gap.to(), gap.since()));
                    }
                }
            }
            return with(first, last, left);
        }

        /** The source itself says that it counted from one to the other. */
        Numbers expecting(long from, long to, Instant now) {
            List<Gap> more = new ArrayList<>(gaps);
            if (to > last) {
                more.add(new Gap(last + 1, to, now));
            }
            if (from < first) {
                more.add(new Gap(from, first - 1, now));
            }
            return with(Math.min(first, from), Math.max(last, to), more);
        }

        private List<Gap> joined(Gap gap) {
            List<Gap> more = new ArrayList<>(gaps);
            more.add(gap);
            return more;
        }

        private Numbers with(long newFirst, long newLast, List<Gap> newGaps) {
            List<Gap> sorted = newGaps.stream()
                    .sorted(Comparator.comparing(Gap::from).reversed())
                    .limit(MOST_GAPS)
                    .sorted(Comparator.comparing(Gap::from))
                    .toList();
            return new Numbers(source, epoch, flow, newFirst, newLast, sorted, told);
        }

        Numbers withTold(long missing) {
            return new Numbers(source, epoch, flow, first, last, gaps, missing);
        }

        String key() {
            return epoch == null ? source : source + '#' + epoch;
        }

        List<Gap> missedUntil(Instant time) {
            return gaps.stream().filter(gap -> !gap.since().isAfter(time)).toList();
        }
    }

    SequenceGaps(Duration grace, State state) {
        this.grace = grace;
        this.state = state;
        state.each(numbers -> {
            if (!numbers.gaps().isEmpty() || numbers.told() > 0) {
                open.add(numbers.key());
            }
        });
    }

    /** A number came, for the first time or again. */
    void note(String source, @Nullable String epoch, String flow, long number, Instant now) {
        String key = epoch == null ? source : source + '#' + epoch;
        Numbers known = state.find(key);
        if (known == null) {
            state.put(key, new Numbers(source, epoch, flow, number, number, List.of(), 0));
        } else if (number != known.last()) {
            keep(known, known.plus(number, now));
        }
    }

    /** A session that closed says which numbers it used. */
    void expect(String source, @Nullable String epoch, long from, long to, Instant now) {
        Numbers known = state.find(epoch == null ? source : source + '#' + epoch);
        if (known != null && from <= to) {
            keep(known, known.expecting(from, to, now));
        }
    }

    private void keep(Numbers known, Numbers next) {
        if (!next.equals(known)) {
            state.put(next.key(), next);
            if (!next.gaps().isEmpty() || next.told() > 0) {
                open.add(next.key());
            }
        }
    }

    /** Tells of gaps that outlive the grace, and of sources that have none any more. */
    void tell(Instant now, Consumer<Signal> each) {
        for (String key : List.copyOf(open)) {
            Numbers numbers = state.find(key);
            if (numbers == null) {
                open.remove(key);
                continue;
            }
            List<Gap> missed = numbers.missedUntil(now.minus(grace));
            long missing = missed.stream().mapToLong(Gap::size).sum();
            if (missing != numbers.told()) {
                each.accept(signal(numbers, missed, missing, now));
                numbers = numbers.withTold(missing);
                state.put(key, numbers);
            }
            if (numbers.gaps().isEmpty()) {
                open.remove(key);
            }
        }
    }

    private static Signal signal(Numbers numbers, List<Gap> missed, long missing, Instant now) {
        Signal.State state = missing > 0 ? Signal.State.FIRING : Signal.State.RECOVERED;
        Instant since =
                missed.stream().map(Gap::since).min(Comparator.naturalOrder()).orElse(now);
        List<String> ranges = missed.stream()
                .limit(SAMPLE)
                .map(gap -> gap.from() == gap.to() ? Long.toString(gap.from()) : gap.from() + "-" + gap.to())
                .toList();
        String which = String.join(", ", ranges) + (missed.size() > SAMPLE ? ", ..." : "");
        Map<String, String> evidence = new HashMap<>(Map.of("missing", Long.toString(missing), "numbers", which));
        if (numbers.epoch() != null) {
            evidence.put("sourceEpoch", numbers.epoch());
        }
        return new Signal(
                "sequence-gap:" + numbers.key() + ":" + which + ":" + missing + ":" + state,
                IncidentKind.FLOW_LATE,
                Signal.DEFAULT_SCOPE,
                numbers.key(),
                numbers.flow(),
                "inventory/sequence-gap",
                state,
                since,
                now,
                now,
                0.6,
                state == Signal.State.FIRING
                        ? numbers.source() + " numbers its events, and " + missing
                                + (missing == 1 ? " of them has" : " of them have")
                                + " not come though later ones did: "
                                + which + "."
                        : "All numbered events of " + numbers.source() + " have come.",
                (double) missing,
                0.0,
                null,
                0,
                List.of(numbers.source()),
                evidence,
                null,
                null);
    }
}
