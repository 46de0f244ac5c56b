package io.tillwatch.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.notify.Occasion.What;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver gets.
 *
 * @param id the same for the same occasion, also after a restart: a receiver that has seen it may skip it
 * @param body JSON
 */
record Message(String id, String body) {
    /** The body. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            String incident,
            String kind,
            int priority,
            String title,
            String subject,
            String flow,
            String status,
            Instant startedAt,
            @Nullable String moneyAtRisk,
            long customers,
            @Nullable String likelyCause,
            String action,
            String runbook,
            String owner) {}

    static Message of(What what, Incident incident) {
        String word = what.name().toLowerCase(Locale.ROOT);
        Data data = new Data(
                incident.id(),
                incident.kind().name(),
                incident.priority(),
                incident.title(),
                incident.subject(),
                incident.flow(),
                incident.status().name(),
                incident.startedAt(),
                incident.moneyAtRisk() == null ? null : incident.moneyAtRisk().toString(),
                incident.customers(),
                incident.causes().isEmpty() ? null : incident.causes().get(0).what(),
                incident.action(),
                incident.runbook(),
                incident.owner());
        String id =
                incident.id() + '-' + word + '-' + incident.detectedAt().getEpochSecond() + "-p" + incident.priority();
        byte[] body = Json.bytes(new Body("incident." + word, incident.updatedAt(), data));
        return new Message(id, new String(body, StandardCharsets.UTF_8));
    }
}
