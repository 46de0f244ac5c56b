package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a bad network may do to records: send them twice and late. Neither may change what is true. */
final class Chaos {
    /** How far a record may be delayed; what must stay behind its original keeps a greater distance. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    private static final double SENT_TWICE = 0.2;

    private Chaos() {}

    static List<Emission> strike(SimulatorConfig config, List<Emission> planned) {
        Dice delays = Dice.of(config.seed(), "chaos-delays");
        Dice copies = Dice.of(config.seed(), "chaos-copies");
        List<Emission> sent = new ArrayList<>(planned.size() * 5 / 4);
        for (Emission emission : planned) {
            Emission moved = config.shuffle() ? delayed(config, emission, delays) : emission;
            sent.add(moved);
            if (config.duplicates() && emission.event() != null && copies.chance(SENT_TWICE)) {
                long left = Duration.between(moved.at(), config.worldEnd()).toMillis();
                sent.add(moved.copyAt(moved.at().plusMillis((long) (copies.share(0, 1) * left))));
            }
        }
        // Stable: what comes at the same moment keeps its order.
        sent.sort(Comparator.comparing(Emission::at));
        return marked(sent);
    }

    /** Later, but still before the world's start what belongs there, and before its end everything. */
    private static Emission delayed(SimulatorConfig config, Emission emission, Dice dice) {
        Instant at = emission.at();
        Instant latest = at.isBefore(config.worldStart()) ? config.worldStart().minusMillis(1) : config.worldEnd();
        long room = Math.max(0, Duration.between(at, latest).toMillis());
        return emission.delayedTo(at.plusMillis(dice.between(0, (int) Math.min(LONGEST_DELAY.toMillis(), room))));
    }

    /** A delay may bring the copy first: then the other one is the copy. */
    private static List<Emission> marked(List<Emission> sent) {
        Set<EventRef> seen = new HashSet<>();
        List<Emission> marked = new ArrayList<>(sent.size());
        for (Emission emission : sent) {
            Event<?> event = emission.event();
            boolean copy = event != null && !seen.add(event.envelope().ref());
            marked.add(emission.isCopy() == copy ? emission : emission.marked(copy));
        }
        return marked;
    }
}
