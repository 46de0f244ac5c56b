package io.tillwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of events to the broker: short and in order of their source, except from a shop without a link, whose events
 * come when the link is back, and in no order.
 */
final class Transport {
    private static final Duration LEAST_UPLOAD = Duration.ofMinutes(2);

    private final SimulatorConfig config;
    private final FaultPlan plan;
    private final Dice dice;

    Transport(SimulatorConfig config, FaultPlan plan) {
        this.config = config;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "transport");
    }

    /** @param drafts as they happened */
    void carry(List<Draft> drafts) {
        Map<String, Instant> newest = new HashMap<>();
        for (Draft draft : drafts) {
            FaultPlan.Outage outage = plan.silencing(draft.source(), draft.happened());
            FaultPlan.HeldBack held = plan.heldBack(draft.source(), draft.happened());
            if (held != null) {
                Instant recorded = held.sent(draft.happened());
                draft.travels(recorded, recorded.plusMillis(dice.between(40, 600)));
            } else if (outage == null) {
                Instant recorded = draft.happened().plusMillis(dice.between(10, 150));
                Instant append = recorded.plusMillis(dice.between(40, dice.chance(0.03) ? 2_500 : 600));
                Instant last = newest.get(draft.source());
                if (last != null && append.isBefore(last)) {
                    append = last.plusMillis(1);
                }
                newest.put(draft.source(), append);
                draft.travels(recorded, append);
            } else {
                Instant back = outage.window().to();
                Instant recorded = back.plusMillis((long) (dice.share(0, 1) * upload().toMillis()));
                draft.travels(recorded, recorded.plusMillis(dice.between(40, 900)));
            }
        }
    }

    /** How long a shop takes to send what it kept. */
    Duration upload() {
        Duration share = Duration.ofMillis(config.worldDuration().toMillis() / 200);
        return share.compareTo(LEAST_UPLOAD) < 0 ? LEAST_UPLOAD : share;
    }
}
