package io.tillwatch.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Standard Webhooks (standardwebhooks.com): an id to know a message by, a time, and a signature over all of it. */
final class WebhookChannel implements Channel {
    private final Address.Webhook address;
    private final Wording wording;
    private final HttpPost http = new HttpPost();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            String type,
            Instant timestamp,
            @Nullable Data data,
            @Nullable Digest digest) {}

    private record Digest(int messages, List<Data> incidents) {}

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
            @Nullable Instant resolvedAt,
            @Nullable String moneyAtRisk,
            long customers,
            @Nullable String likelyCause,
            String action,
            String runbook,
            String owner,
            @Nullable String link) {}

    WebhookChannel(Address.Webhook address, Wording wording) {
        this.address = address;
        this.wording = wording;
    }

    @Override
    public void send(Notification one) {
        long timestamp = wording.now().getEpochSecond();
        byte[] body = Json.bytes(new Body(
                "incident." + Wording.word(one),
                one.at(),
                data(one.facts()),
                one.facts() != null
                        ? null
                        : new Digest(
                                one.heldCount(),
                                one.held().stream().map(this::whole).toList())));
        String text = new String(body, StandardCharsets.UTF_8);
        http.send(
                address.url(),
                Map.of(
                        "webhook-id",
                        one.key(),
                        "webhook-timestamp",
                        Long.toString(timestamp),
                        "webhook-signature",
                        Signature.of(address.secret().reveal(), one.key(), timestamp, text)),
                body);
    }

    private @Nullable Data data(@Nullable Facts facts) {
        return facts == null ? null : whole(facts);
    }

    private Data whole(Facts facts) {
        return new Data(
                facts.incident(),
                facts.kind().name(),
                facts.priority(),
                facts.title(),
                facts.subject(),
                facts.flow(),
                facts.status().name(),
                facts.startedAt(),
                facts.resolvedAt(),
                facts.moneyAtRisk(),
                facts.customers(),
                facts.likelyCause(),
                facts.action(),
                facts.runbook(),
                facts.owner(),
                wording.link(facts));
    }
}
