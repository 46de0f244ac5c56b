package io.tillwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tillwatch.contracts.watch.Notification;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    private static final Instant NOW = Trouble.START.plusSeconds(30);
    private static final String SECRET = "a-secret-of-the-test";
    private static final Wording WORDING = new Wording(URI.create("https://console.example"), () -> NOW);

    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_webhook_is_signed_so_that_the_receiver_can_prove_it() throws Exception {
        Channel.to(new Address.Webhook(endpoint.url(), new Secret(SECRET)), WORDING)
                .send(opened(1));

        Endpoint.Received message = endpoint.received().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body();
        assertThat(message.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(message.header("webhook-id")).isEqualTo("i1-opened-v1");
        assertThat(message.json().path("type").asText()).isEqualTo("incident.opened");
        assertThat(message.json().at("/data/priority").asInt()).isEqualTo(1);
        assertThat(message.json().at("/data/link").asText()).isEqualTo("https://console.example/incidents/i1");
        assertThat(message.body()).doesNotContain(SECRET);
    }

    @Test
    void slack_gets_a_text_and_a_block_and_what_a_till_typed_is_no_markup() {
        Secret url = new Secret(endpoint.url().toString());

        Channel.to(new Address.Slack(url), WORDING).send(opened(1));

        JsonNode body = endpoint.received().get(0).json();
        assertThat(body.path("text").asText()).isEqualTo("P1 FLOW_LATE: Web orders are late &lt;by&gt; 12 min");
        assertThat(body.at("/blocks/0/type").asText()).isEqualTo("section");
        assertThat(body.at("/blocks/0/text/type").asText()).isEqualTo("mrkdwn");
        assertThat(body.at("/blocks/0/text/text").asText())
                .contains("Money at risk: 41200.00 EUR", "Customers: 312", "https://console.example/incidents/i1");
    }

    @Test
    void pagerduty_gets_a_trigger_and_a_resolve_with_one_dedup_key() {
        Channel channel = Channel.to(new Address.PagerDuty(endpoint.url(), new Secret(SECRET)), WORDING);

        channel.send(opened(1));
        channel.send(decide(Trouble.of("i1", 1), Trouble.of("i1", 1).over()).get(1));

        assertThat(endpoint.received()).extracting(Endpoint.Received::path).containsOnly("/v2/enqueue");
        JsonNode trigger = endpoint.received().get(0).json();
        assertThat(trigger.path("routing_key").asText()).isEqualTo(SECRET);
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).isEqualTo("tillwatch-i1");
        // The fields that the Events API v2 requires, and severities that it knows.
        assertThat(trigger.at("/payload/summary").asText()).startsWith("P1 FLOW_LATE");
        assertThat(trigger.at("/payload/source").asText()).isEqualTo("web-orders");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("critical");
        JsonNode resolve = endpoint.received().get(1).json();
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key").asText()).isEqualTo("tillwatch-i1");
        assertThat(resolve.has("payload")).isFalse();
    }

    @Test
    void mail_is_plain_text_with_a_message_id_that_a_second_attempt_has_as_well() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("tillwatch@example.com", "tillwatch", SECRET);
        server.start();
        try {
            Address.Mail address = new Address.Mail(
                    "127.0.0.1",
                    server.getSmtp().getPort(),
                    false,
                    new Address.Login("tillwatch", new Secret(SECRET)),
                    "tillwatch@example.com",
                    List.of("duty@example.com"));
            Channel channel = Channel.to(address, WORDING);

            channel.send(opened(1));
            channel.send(opened(1));

            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(mails).hasSize(2);
            assertThat(mails[0].getMessageID())
                    .isEqualTo("<i1-opened-v1@tillwatch>")
                    .isEqualTo(mails[1].getMessageID());
            assertThat(mails[0].getSubject()).isEqualTo("P1 FLOW_LATE: Web orders are late <by> 12 min");
            assertThat(String.valueOf(mails[0].getContent()))
                    .contains("Next: Look at the connector.", "Runbook: docs/runbooks/flow-late.md")
                    .doesNotContain(SECRET);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_server_that_offers_no_tls_gets_no_mail_when_tls_is_asked_for() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Address.Mail address = new Address.Mail(
                    "127.0.0.1", server.getSmtp().getPort(), true, null, "a@example.com", List.of("b@example.com"));
            Channel channel = Channel.to(address, WORDING);
            Notification one = opened(1);

            assertThatThrownBy(() -> channel.send(one)).isInstanceOf(NotDelivered.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_digest_names_what_it_stands_for_in_each_language() {
        Notification digest = digest();

        Channel.to(new Address.Webhook(endpoint.url(), new Secret(SECRET)), WORDING)
                .send(digest);
        Channel.to(new Address.Slack(new Secret(endpoint.url().toString())), WORDING)
                .send(digest);
        Channel.to(new Address.PagerDuty(endpoint.url(), new Secret(SECRET)), WORDING)
                .send(digest);

        assertThat(endpoint.received().get(0).json().at("/digest/messages").asInt())
                .isEqualTo(2);
        assertThat(endpoint.received().get(0).json().at("/digest/incidents")).hasSize(2);
        assertThat(endpoint.received().get(1).json().path("text").asText()).startsWith("2 messages held back");
        assertThat(endpoint.received().get(2).json().path("dedup_key").asText()).isEqualTo(digest.key());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void a_message_that_is_called_bad_is_given_up(int status) {
        endpoint.answers(status);
        Channel channel = Channel.to(new Address.Webhook(endpoint.url(), new Secret(SECRET)), WORDING);
        Notification one = opened(1);

        assertThatThrownBy(() -> channel.send(one)).isInstanceOf(NotDelivered.ForGood.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 503})
    void what_somebody_can_mend_is_tried_again(int status) {
        endpoint.answers(status);
        Channel channel = Channel.to(new Address.Webhook(endpoint.url(), new Secret(SECRET)), WORDING);
        Notification one = opened(1);

        assertThatThrownBy(() -> channel.send(one))
                .isInstanceOf(NotDelivered.class)
                .isNotInstanceOf(NotDelivered.ForGood.class)
                .hasMessageContaining(Integer.toString(status));
    }

    @Test
    void no_address_shows_its_secret() {
        List<Address> addresses = List.of(
                new Address.Webhook(endpoint.url(), new Secret(SECRET)),
                new Address.Slack(new Secret(SECRET)),
                new Address.PagerDuty(endpoint.url(), new Secret(SECRET)),
                new Address.Alertmanager(endpoint.url(), new Secret(SECRET)),
                new Address.Mail(
                        "h", 25, true, new Address.Login("u", new Secret(SECRET)), "a@example.com", List.of()));

        assertThat(addresses)
                .allSatisfy(address ->
                        assertThat(new Receiver("r", address, null).toString()).doesNotContain(SECRET));
        Address.Slack slack = new Address.Slack(new Secret("ftp://" + SECRET));
        assertThatThrownBy(() -> Channel.to(slack, WORDING))
                .hasMessage("must hold an http(s) URL")
                .hasNoCause();
    }

    static Notification opened(int priority) {
        return decide(Trouble.of("i1", priority)).get(0);
    }

    private static Notification digest() {
        Outbox outbox = new Outbox(rules(new Receiver.Limit(1, java.time.Duration.ofMinutes(1))));
        List.of("i1", "i2", "i3").forEach(id -> outbox.decide(Trouble.of(id, 1).incident(), NOW, false));
        List<Notification> due = outbox.due(NOW.plusSeconds(60));
        return due.get(due.size() - 1);
    }

    static List<Notification> decide(Trouble... troubles) {
        Outbox outbox = new Outbox(rules(null));
        return java.util.Arrays.stream(troubles)
                .flatMap(one -> outbox.decide(one.incident(), NOW, false).stream())
                .toList();
    }

    private static NotificationRules rules(Receiver.Limit limit) {
        return new NotificationRules(
                List.of(new Receiver("duty", new Address.Slack(new Secret("s")), limit)),
                List.of(new Route(Set.of("duty"), 5, Set.of(), Set.of(), Set.of())),
                null,
                NotificationRules.Patience.DEFAULT);
    }
}
