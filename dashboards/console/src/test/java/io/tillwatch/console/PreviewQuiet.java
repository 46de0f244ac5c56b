package io.tillwatch.console;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Suppression.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up silences, and signals that called nobody: 7 expected, 12 inhibited, 4 silenced. */
final class PreviewQuiet {
    private static final Instant NOW = PreviewWorld.START;

    private PreviewQuiet() {}

    static List<Silence> silences() {
        return List.of(
                silence(
                        "quiet-move",
                        null,
                        "marketplace-orders-b",
                        "marketplace B moves its API",
                        "ada",
                        40,
                        120,
                        null),
                silence(
                        "quiet-line",
                        IncidentKind.SOURCE_OFFLINE,
                        null,
                        "the line is being laid",
                        "maria",
                        200,
                        90,
                        null),
                silence(
                        "quiet-test",
                        IncidentKind.FLOW_LATE,
                        "webhooks",
                        "load test of the shop",
                        "bob",
                        300,
                        480,
                        "bob"));
    }

    private static Silence silence(
            String id,
            @Nullable IncidentKind kind,
            @Nullable String flow,
            String reason,
            String actor,
            long minutesAgo,
            long minutes,
            @Nullable String endedBy) {
        Instant from = NOW.minusSeconds(minutesAgo * 60);
        return new Silence(
                id,
                kind,
                flow,
                null,
                null,
                reason,
                actor,
                from,
                from.plusSeconds(minutes * 60),
                endedBy,
                endedBy == null ? null : from.plusSeconds(1_800));
    }

    static List<Suppression> held() {
        List<Suppression> held = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            held.add(held(
                    i,
                    Rule.EXPECTED,
                    "promotion black-week-start in the calendar",
                    "inc-88b1c3",
                    IncidentKind.DEMAND_SURGE,
                    "shop",
                    "web-orders"));
        }
        for (int i = 0; i < 12; i++) {
            held.add(held(
                    i,
                    Rule.INHIBITED,
                    "REFUND_FAILING at psp",
                    "inc-7f31a2",
                    IncidentKind.SLO_BURN,
                    "webhooks|refund-answers",
                    "webhooks"));
        }
        for (int i = 0; i < 4; i++) {
            held.add(held(
                    i,
                    Rule.SILENCED,
                    "ada: marketplace B moves its API",
                    "inc-55e0b7",
                    IncidentKind.SOURCE_SILENT,
                    "marketplace-b",
                    "marketplace-orders-b"));
        }
        return held;
    }

    static Suppression held(
            int n, Rule rule, String because, String incident, IncidentKind kind, String subject, String flow) {
        Instant at = NOW.minusSeconds(30 + n * 97L + rule.name().length());
        Signal signal = new Signal(
                "held-" + rule + "-" + n,
                kind,
                Signal.DEFAULT_SCOPE,
                subject,
                flow,
                "health/rate",
                Signal.State.FIRING,
                at.minusSeconds(60),
                at.minusSeconds(2),
                at.minusSeconds(1),
                .4,
                "number " + n + " of its kind at " + subject,
                null,
                null,
                null,
                0,
                List.of(),
                Map.of(),
                null,
                null);
        return new Suppression(signal.id(), rule, because, incident, at, signal);
    }
}
