package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What each movement of one reservation or transfer did to what is held. The changes add up to what is open: a release
 * takes no more than was reserved, and what expired is taken from what began it.
 */
final class HoldStory {
    /**
     * @param change what it adds to the reserved or to the goods in transit
     * @param text what became of it, for people
     */
    record Effect(BigDecimal change, String text) {}

    private final List<Movement> begun = new ArrayList<>();
    private final List<Movement> ended = new ArrayList<>();
    private final List<Movement> captures = new ArrayList<>();
    private final boolean reservation;
    private Hold hold = Hold.NONE;

    HoldStory(boolean reservation) {
        this.reservation = reservation;
    }

    void add(Movement movement) {
        hold = hold.plus(movement);
        switch (movement.kind()) {
            case RESERVED, EXPECTED -> begun.add(movement);
            case CAPTURED -> captures.add(movement);
            default -> ended.add(movement);
        }
    }

    /** The effect of each movement that was added. */
    Map<Movement, Effect> tell(Instant now) {
        Comparator<Movement> order = Comparator.comparing(Movement::occurredAt).thenComparing(Movement::eventId);
        begun.sort(order);
        ended.sort(order);
        Map<Movement, Effect> effects = new HashMap<>();
        Map<MovementKind, BigDecimal> taken = new EnumMap<>(MovementKind.class);
        BigDecimal left = hold.in();
        for (Movement end : ended) {
            BigDecimal takes = end.quantity().min(left);
            left = left.subtract(takes);
            taken.merge(end.kind(), takes, BigDecimal::add);
            effects.put(end, new Effect(takes.negate(), ended(end, takes)));
        }
        BigDecimal lost = left.subtract(hold.open(now));
        String text = begun(taken, lost, left.subtract(lost));
        for (int i = begun.size() - 1; i >= 0; i--) {
            Movement begin = begun.get(i);
            BigDecimal cut = i == 0 ? lost : lost.min(begin.quantity());
            lost = lost.subtract(cut);
            effects.put(begin, new Effect(begin.quantity().subtract(cut), text));
        }
        captures.forEach(capture -> effects.put(capture, new Effect(BigDecimal.ZERO, captured(capture))));
        return effects;
    }

    private String ended(Movement end, BigDecimal takes) {
        if (begun.isEmpty()) {
            return waits();
        }
        if (takes.compareTo(end.quantity()) == 0) {
            return "applied";
        }
        return takes.signum() == 0
                ? "nothing was left of its " + name()
                : "only " + plain(takes) + " of it were left of its " + name();
    }

    private String begun(Map<MovementKind, BigDecimal> taken, BigDecimal expired, BigDecimal open) {
        StringJoiner parts = new StringJoiner(", ");
        List<String> words = new ArrayList<>();
        taken.forEach((kind, quantity) -> {
            if (quantity.signum() != 0) {
                parts.add(plain(quantity) + " " + word(kind));
                words.add(word(kind));
            }
        });
        if (expired.signum() != 0) {
            parts.add(plain(expired) + " expired");
            words.add("expired");
        }
        if (open.signum() != 0) {
            parts.add(plain(open) + (reservation ? " still held" : " still on the way"));
            words.add("applied");
        }
        return words.size() == 1 ? words.get(0) : words.isEmpty() ? "applied" : parts.toString();
    }

    private String captured(Movement capture) {
        if (begun.isEmpty()) {
            return waits();
        }
        Instant until = hold.expiresAt();
        if (until == null) {
            return "applied: its reservation never expires";
        }
        return capture.occurredAt().isAfter(until)
                ? "came after its reservation expired"
                : "keeps its reservation from expiring";
    }

    private String waits() {
        return reservation ? "waits for its reservation" : "waits for its dispatch";
    }

    private String name() {
        return reservation ? "reservation" : "transfer";
    }

    private static String word(MovementKind kind) {
        return switch (kind) {
            case RELEASED -> "released";
            case FULFILLED -> "fulfilled";
            case TRANSFER_RECEIVED -> "received";
            default -> "written off";
        };
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
