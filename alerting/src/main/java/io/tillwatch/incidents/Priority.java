package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The priority of an incident as a sum in which every term can be read. Pure, thread-safe. */
final class Priority {
    static final String NOVELTY = "novelty";

    private static final int LEAST_CRITICAL = 4;

    private static final Set<IncidentKind> BY_THE_MINUTE = EnumSet.of(
            IncidentKind.SOURCE_OFFLINE,
            IncidentKind.SOURCE_SILENT,
            IncidentKind.FLOW_LATE,
            IncidentKind.FLOW_STALLED,
            IncidentKind.SLO_BURN,
            IncidentKind.API_THROTTLED,
            IncidentKind.WEBHOOK_FAILING);

    private Priority() {}

    /**
     * What a priority is made of.
     *
     * @param minutes how long it has lasted, where each minute costs and nobody says how much; else 0
     */
    record Facts(
            @Nullable Money moneyAtRisk,
            long minutes,
            long customers,
            @Nullable Flow flow,
            double severity,
            int furtherFlows,
            boolean seenBefore) {}

    /** Whether each minute of it costs: people or customers cannot do something while it lasts. */
    static boolean costsByTheMinute(IncidentKind kind) {
        return BY_THE_MINUTE.contains(kind);
    }

    static List<PriorityTerm> terms(Facts facts, PriorityConfig config) {
        List<PriorityTerm> terms = new ArrayList<>();
        Money money = facts.moneyAtRisk();
        if (money != null && money.minor() != 0) {
            double amount = money.abs().toDecimal().doubleValue();
            add(terms, "money at risk", Math.log10(1 + amount), config.money(), money + " at risk");
        }
        Flow flow = facts.flow();
        if (money == null && facts.minutes() > 0) {
            int tier = flow == null ? LEAST_CRITICAL : flow.tier();
            double loss = facts.minutes() * config.minute(tier);
            add(
                    terms,
                    "estimated loss",
                    Math.log10(1 + loss),
                    config.money(),
                    facts.minutes() + " min of a tier-" + tier + " flow");
        }
        if (facts.customers() > 0) {
            add(
                    terms,
                    "customers",
                    Math.log10(1.0 + facts.customers()),
                    config.customers(),
                    facts.customers() + " customers affected");
        }
        if (flow != null) {
            add(
                    terms,
                    "criticality",
                    LEAST_CRITICAL - flow.tier(),
                    config.tier(),
                    "tier-" + flow.tier() + " flow " + flow.id());
        }
        double severity = Math.max(0, Math.min(1, Double.isNaN(facts.severity()) ? 1 : facts.severity()));
        add(
                terms,
                "severity",
                severity,
                config.severity(),
                String.format(Locale.ROOT, "strongest signal %.2f of 1", severity));
        if (facts.furtherFlows() > 0) {
            add(
                    terms,
                    "spread",
                    Math.min(3, facts.furtherFlows()),
                    config.spread(),
                    facts.furtherFlows() + " further flows touched");
        }
        if (!facts.seenBefore()) {
            add(terms, NOVELTY, 1, config.novelty(), "not seen before");
        }
        return terms;
    }

    static double score(List<PriorityTerm> terms) {
        // Rounded as its terms are: 7 must not miss its band as 6.999999999999999.
        return rounded(terms.stream().mapToDouble(PriorityTerm::contribution).sum());
    }

    private static void add(List<PriorityTerm> terms, String name, double value, double weight, String because) {
        if (value != 0 && weight != 0) {
            terms.add(new PriorityTerm(name, rounded(value), weight, rounded(value * weight), because));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
