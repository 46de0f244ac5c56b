package io.tillwatch.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import io.tillwatch.contracts.watch.Notification.What;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PagerDuty's Events API v2: an incident is one alert, known by {@code dedup_key}, from its trigger to its resolve. */
final class PagerDutyChannel implements Channel {
    private static final int LONGEST_SUMMARY = 1_024;

    private final URI url;
    private final Secret key;
    private final Wording wording;
    private final HttpPost http = new HttpPost();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Event(
            @JsonProperty("routing_key") String routingKey,
            @JsonProperty("event_action") String action,
            @JsonProperty("dedup_key") String dedupKey,
            @Nullable Payload payload,
            @Nullable List<Link> links,
            @Nullable String client) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Payload(
            String summary,
            String source,
            String severity,
            @Nullable String component,
            @Nullable String group,
            @JsonProperty("class") @Nullable String kind,
            @JsonProperty("custom_details") Map<String, Object> details) {}

    private record Link(String href, String text) {}

    PagerDutyChannel(Address.PagerDuty address, Wording wording) {
        this.url = address.api().resolve("/v2/enqueue");
        this.key = address.routingKey();
        this.wording = wording;
    }

    @Override
    public void send(Notification one) {
        Facts facts = one.facts();
        String dedupKey = facts == null ? one.key() : "tillwatch-" + facts.incident();
        http.send(
                url,
                Map.of(),
                one.what() == What.RESOLVED
                        ? new Event(key.reveal(), "resolve", dedupKey, null, null, null)
                        : new Event(key.reveal(), "trigger", dedupKey, payload(one), links(facts), "Tillwatch"));
    }

    private Payload payload(Notification one) {
        Facts facts = one.facts();
        String headline = wording.headline(one);
        String summary = headline.length() <= LONGEST_SUMMARY ? headline : headline.substring(0, LONGEST_SUMMARY);
        Map<String, Object> details = Map.of("facts", wording.lines(one), "message", one.key());
        return facts == null
                ? new Payload(summary, "tillwatch", "warning", null, null, null, details)
                : new Payload(
                        summary,
                        facts.subject(),
                        Wording.severity(facts.priority()),
                        facts.flow(),
                        facts.owner(),
                        facts.kind().name(),
                        details);
    }

    private @Nullable List<Link> links(@Nullable Facts facts) {
        String href = wording.link(facts);
        return href == null ? null : List.of(new Link(href, "Incident in Tillwatch"));
    }
}
