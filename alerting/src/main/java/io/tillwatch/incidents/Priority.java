package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The priority of an incident as a sum in which every term can be read. Pure, thread-safe. */
final class Priority {
    static final String NOVELTY = "novelty";

    private static final int LEAST_CRITICAL = 4;

    private Priority() {}

    /** What a priority is made of. */
    record Facts(
            @Nullable Money moneyAtRisk,
            long customers,
            @Nullable Flow flow,
            double severity,
            int furtherFlows,
            boolean seenBefore) {}

    static List<PriorityTerm> terms(Facts facts, PriorityConfig config) {
        List<PriorityTerm> terms = new ArrayList<>();
        Money money = facts.moneyAtRisk();
        if (money != null && money.minor() != 0) {
            double amount = money.abs().toDecimal().doubleValue();
            add(terms, "money at risk", Math.log10(1 + amount), config.money(), money + " at risk");
        }
        if (facts.customers() > 0) {
            add(
                    terms,
                    "customers",
                    Math.log10(1.0 + facts.customers()),
                    config.customers(),
                    facts.customers() + " customers affected");
        }
        Flow flow = facts.flow();
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
        // Rounded as its terms are: 6 must not miss its band as 5.999999999999999.
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
