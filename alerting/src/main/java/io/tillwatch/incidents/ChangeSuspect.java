package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How much a change is under suspicion of having caused an incident: it touched what is in trouble, or its flow, and it
 * came shortly before. The sum of what speaks against it, each of it named in the evidence. Pure, thread-safe.
 */
final class ChangeSuspect {
    private static final double NAMED = 0.35;
    private static final double SAME_FLOW = 0.25;
    private static final double LINKED = 0.12;
    private static final double HINTED = 0.1;
    private static final double SENDER = 0.15;
    private static final double CLOSE = 0.35;
    private static final double CHANGED = 0.1;
    private static final double MINUTES_TO_HALF = 20;

    /** What comes twice or not at all is first of all the deliverer's fault. */
    private static final Set<IncidentKind> OF_THE_DELIVERER =
            Set.of(IncidentKind.DUPLICATE_STORM, IncidentKind.WEBHOOK_FAILING);

    private ChangeSuspect() {}

    /** @return a cause with score 0 when nothing but the time speaks against it */
    static Cause of(Change change, Incident incident, FlowCatalogue flows) {
        List<String> evidence = new ArrayList<>();
        double score = 0;
        if (names(incident, change.target())) {
            score += NAMED;
            evidence.add("it touched " + change.target() + ", which is in trouble");
        }
        if (change.flow().equals(incident.flow())) {
            score += SAME_FLOW;
            evidence.add("on the same flow " + change.flow());
        } else if (linked(change.flow(), incident.flow(), flows)) {
            score += LINKED;
            evidence.add("on " + change.flow() + ", which is linked to " + incident.flow());
        }
        if (hinted(change.target(), incident.flow(), flows)) {
            score += HINTED;
            evidence.add("the flow runs through it");
        }
        if (OF_THE_DELIVERER.contains(incident.kind()) && change.target().contains("webhook")) {
            score += SENDER;
            evidence.add("it delivers what comes twice or not at all");
        }
        if (score == 0) {
            return new Cause(change.what(), 0, List.of());
        }
        double minutes =
                Math.max(0, Duration.between(change.at(), incident.startedAt()).toSeconds() / 60.0);
        evidence.add(Math.round(minutes) + " min before it began");
        double sum = score + CHANGED + CLOSE / (1 + minutes / MINUTES_TO_HALF);
        return new Cause(change.what(), Math.min(1, Math.round(sum * 1000) / 1000.0), List.copyOf(evidence));
    }

    private static boolean names(Incident incident, String target) {
        return contains(incident.subject(), target)
                || incident.entities().stream().anyMatch(entity -> contains(entity, target));
    }

    /** As a part between slashes, or all of it: {@code odoo} is not named by {@code odoo-postings}. */
    private static boolean contains(String text, String target) {
        return Arrays.asList(text.split("[/|]")).contains(target);
    }

    private static boolean hinted(String target, String flow, FlowCatalogue flows) {
        List<String> parts = Arrays.asList(target.split("-"));
        return flows.find(flow).map(Flow::systems).orElse(List.of()).stream().anyMatch(parts::contains);
    }

    private static boolean linked(String one, String other, FlowCatalogue flows) {
        if (flows.ancestors(one).contains(other) || flows.ancestors(other).contains(one)) {
            return true;
        }
        List<String> systems = flows.find(one).map(Flow::systems).orElse(List.of());
        return flows.find(other).map(Flow::systems).orElse(List.of()).stream().anyMatch(systems::contains);
    }
}
