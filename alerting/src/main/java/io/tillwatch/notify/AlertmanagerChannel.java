package io.tillwatch.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import io.tillwatch.contracts.watch.Notification.What;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API v2. An alert is known by its labels and is over at {@code endsAt}; Alertmanager keeps alerts in
 * memory only, so what is open is told again and again, each time to end somewhat later, as Prometheus does it.
 */
final class AlertmanagerChannel implements Channel {
    private static final Duration REMIND = Duration.ofMinutes(1);
    /** Longer than a restart of ours or an outage of the network; after that an alert of which nobody hears is over. */
    private static final Duration HOLDS = Duration.ofMinutes(30);

    private final URI url;
    private final @Nullable Secret token;
    private final Wording wording;
    private final HttpPost http = new HttpPost();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Alert(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            @Nullable String generatorURL) {}

    AlertmanagerChannel(Address.Alertmanager address, Wording wording) {
        String base = address.url().toString();
        this.url = URI.create((base.endsWith("/") ? base : base + '/') + "api/v2/alerts");
        this.token = address.token();
        this.wording = wording;
    }

    @Override
    public void send(Notification one) {
        Facts facts = one.facts();
        if (facts == null) {
            // Alertmanager groups by itself, so it has no limit and gets no digest; one of an older configuration may
            // wait.
            return;
        }
        List<Alert> alerts = new ArrayList<>();
        Integer before = one.priorityBefore();
        if (one.what() == What.RESOLVED) {
            alerts.add(alert(one, facts, before == null ? facts.priority() : before, true));
        } else {
            alerts.add(alert(one, facts, facts.priority(), false));
            if (before != null && before != facts.priority()) {
                // The priority is a label, by which people route; with another one it is another alert.
                alerts.add(alert(one, facts, before, true));
            }
        }
        post(alerts);
    }

    @Override
    public Duration remindEvery() {
        return REMIND;
    }

    @Override
    public void remind(List<Notification> open) {
        List<Alert> alerts = new ArrayList<>();
        for (Notification one : open) {
            Facts facts = one.facts();
            if (facts != null) {
                alerts.add(alert(one, facts, facts.priority(), false));
            }
        }
        if (!alerts.isEmpty()) {
            post(alerts);
        }
    }

    private void post(List<Alert> alerts) {
        http.send(url, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token.reveal()), alerts);
    }

    private Alert alert(Notification one, Facts facts, int priority, boolean over) {
        Instant now = wording.now();
        // A simulated or a wrong clock may be ahead; Alertmanager refuses an end before the start.
        Instant start = facts.startedAt().isBefore(now) ? facts.startedAt() : now.minusSeconds(1);
        Instant end = facts.resolvedAt();
        Instant endsAt = !over ? now.plus(HOLDS) : end != null && end.isAfter(start) && end.isBefore(now) ? end : now;
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", wording.headline(one));
        annotations.put("description", String.join("\n", wording.lines(one)));
        annotations.put("runbook", facts.runbook());
        return new Alert(labels(facts, priority), annotations, start, endsAt, wording.link(facts));
    }

    private static Map<String, String> labels(Facts facts, int priority) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", facts.kind().name());
        labels.put("incident", facts.incident());
        labels.put("flow", facts.flow());
        labels.put("subject", facts.subject());
        labels.put("owner", facts.owner());
        labels.put("priority", "P" + priority);
        labels.put("severity", Wording.severity(priority));
        return labels;
    }
}
