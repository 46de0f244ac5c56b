package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects what happens, then gives sequences and finishes the events. Not thread-safe. */
final class Script {
    /** In the order in which things happened. */
    static final Comparator<Draft> AS_IT_HAPPENED =
            Comparator.comparing(Draft::happened).thenComparingInt(Draft::order);

    private final Dice ids;
    private final Instant end;
    private List<Draft> drafts = new ArrayList<>();
    private int created;

    Script(SimulatorConfig config, Instant lastHappening) {
        this.ids = Dice.of(config.seed(), "ids");
        this.end = lastHappening;
    }

    /** A new event; one that would happen after the world's last happening is not kept. */
    Draft event(String source, EventType type, Instant happened) {
        Draft draft = new Draft(ids.uuid().toString(), source, type, happened, created++);
        if (!happened.isAfter(end)) {
            drafts.add(draft);
        }
        return draft;
    }

    boolean happens(Instant moment) {
        return !moment.isAfter(end);
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** Gives every source its sequence, without a gap, and makes all events. */
    void finish() {
        drafts = new ArrayList<>(drafts);
        drafts.sort(AS_IT_HAPPENED);
        Numbered numbered = new Numbered();
        drafts.forEach(numbered::number);
        for (Draft draft : drafts) {
            draft.finish(numbered, trace(draft));
        }
    }

    private static String trace(Draft draft) {
        String about = Objects.requireNonNullElse(draft.correlation(), draft.id());
        long high = mix(about.hashCode() * 31L + about.length());
        long low = mix(high + about.hashCode());
        long span = mix(draft.id().hashCode() * 1_000_003L + draft.order());
        return "00-" + hex(high) + hex(low) + "-" + hex(span == 0 ? 1 : span) + "-01";
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static final class Numbered implements Draft.Sequences {
        private final Map<String, List<Instant>> moments = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();

        void number(Draft draft) {
            List<Instant> own = moments.computeIfAbsent(draft.source(), s -> new ArrayList<>());
            own.add(draft.happened());
            numbers.put(draft.id(), (long) own.size());
        }

        @Override
        public long last(String source, Instant at) {
            List<Instant> own = moments.getOrDefault(source, List.of());
            int low = 0;
            int high = own.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (own.get(middle).isAfter(at)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        @Override
        public long of(Draft draft) {
            return Objects.requireNonNull(numbers.get(draft.id()), "a draft that did not happen has no sequence");
        }
    }
}
