package io.tillwatch.contracts.watch;

import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of every detector: one condition, seen once more or seen to be over.
 *
 * @param id deterministic for this observation: the same input gives the same id, so a retry is no second signal
 * @param kind what kind of trouble
 * @param scope what the incident's identity is scoped to: organization or region; {@code retailer} by default
 * @param subject what is in trouble, stable over the condition's life: a store, a flow, a sku, a provider
 * @param flow flow in the catalogue
 * @param detector which detector and rule spoke
 * @param state firing or recovered
 * @param startedAt event time at which the condition began
 * @param seenAt event time of this observation
 * @param detectedAt when the detector said so, by the world's clock
 * @param score strength in 0..1
 * @param summary one sentence with figures, from stored facts only; no record content
 * @param actual the figure that is wrong
 * @param expected the figure that was expected
 * @param moneyAtRisk null when no money is at stake
 * @param customers customers affected
 * @param entities stores, tills, SKUs, orders concerned, a bounded sample
 * @param evidence further figures by name, for enrichment and causes
 * @param expectedCause calendar entry, maintenance or fallback that explains it; then nobody is paged
 * @param model model id when a model had a part in it
 */
public record Signal(
        String id,
        IncidentKind kind,
        String scope,
        String subject,
        String flow,
        String detector,
        State state,
        Instant startedAt,
        Instant seenAt,
        Instant detectedAt,
        double score,
        String summary,
        @Nullable Double actual,
        @Nullable Double expected,
        @Nullable Money moneyAtRisk,
        long customers,
        List<String> entities,
        Map<String, String> evidence,
        @Nullable String expectedCause,
        @Nullable String model) {

    /** Whether the condition holds. */
    public enum State {
        FIRING,
        RECOVERED
    }

    /** Scope of an installation that serves one organization. */
    public static final String DEFAULT_SCOPE = "retailer";
}
