package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Suppression.Rule;
import io.tillwatch.silences.Silences;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which signals called nobody, and why. One thread at a time. */
final class Suppressions {
    private final Silences silences;
    private final Recent<String, Boolean> seen = new Recent<>();

    Suppressions(Silences silences) {
        this.silences = silences;
    }

    /**
     * Why a signal called nobody; null when it did, or had nothing to call for.
     *
     * @param changed what the signal changed, as the book said
     */
    @Nullable
    Suppression of(Signal signal, List<Incident> changed, Instant now) {
        if (signal.state() == Signal.State.RECOVERED || seen.put(signal.id(), true) != null) {
            return null;
        }
        String id = Identity.of(signal);
        Incident own = changed.stream()
                .filter(incident -> incident.id().equals(id))
                .findFirst()
                .orElse(null);
        String cause = own == null ? signal.expectedCause() : own.expectedCause();
        if (cause != null) {
            return held(signal, Rule.EXPECTED, cause, own, now);
        }
        if (own == null && !changed.isEmpty()) {
            Incident parent = changed.get(0);
            return held(signal, Rule.INHIBITED, parent.kind() + " at " + parent.subject(), parent, now);
        }
        Silence silence = own == null ? null : silences.covering(own, now);
        return silence == null
                ? null
                : held(signal, Rule.SILENCED, silence.actor() + ": " + silence.reason(), own, now);
    }

    private static Suppression held(
            Signal signal, Rule rule, String because, @Nullable Incident incident, Instant now) {
        return new Suppression(signal.id(), rule, because, incident == null ? null : incident.id(), now, signal);
    }
}
