package io.tillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.notify.Address;
import io.tillwatch.notify.NotificationRules;
import io.tillwatch.notify.Receiver;
import io.tillwatch.notify.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyConfigTest {
    private static final String ALL = """
            notify:
              consoleUrl: https://tillwatch.example.com
              receivers:
                duty: {type: pagerduty, keyEnv: PD}
                shop: {type: slack, urlEnv: SLACK, limit: {messages: 5, every: PT1H}}
                books: {type: mail, host: mail.example.com, from: t@example.com, to: [b@example.com], user: t, passwordEnv: MAIL}
                graph: {type: alertmanager, url: "http://127.0.0.1:9093"}
                tools: {type: webhook, url: "https://tools.example.com/hook", secretEnv: HOOK}
              routes:
                - {receivers: [duty], maxPriority: 1}
                - {receivers: [books], owners: [finance], kinds: [reconciliation-breaks, LATE_POSTING]}
                - {receivers: [shop, graph, tools], maxPriority: 3, flows: [web-orders]}
            """;

    @TempDir
    private Path directory;

    @Test
    void receivers_and_routes_are_read_and_secrets_come_from_the_environment() throws IOException {
        NotificationRules rules =
                rules(ALL, Map.of("PD", "k", "SLACK", "https://hooks.example.com/x", "MAIL", "p", "HOOK", "s"));

        assertThat(rules.receivers())
                .extracting(one -> one.name() + " " + one.address().type())
                .containsExactly("books mail", "duty pagerduty", "graph alertmanager", "shop slack", "tools webhook");
        assertThat(rules.receivers())
                .extracting(Receiver::limit)
                .containsExactly(
                        Receiver.Limit.DEFAULT,
                        Receiver.Limit.DEFAULT,
                        null,
                        new Receiver.Limit(5, Duration.ofHours(1)),
                        Receiver.Limit.DEFAULT);
        assertThat(rules.receivers().get(0).address().place()).isEqualTo(new Address.Place("mail.example.com", 587));
        assertThat(rules.routes().get(1))
                .isEqualTo(new Route(
                        Set.of("books"),
                        5,
                        Set.of(IncidentKind.RECONCILIATION_BREAKS, IncidentKind.LATE_POSTING),
                        Set.of("finance"),
                        Set.of()));
    }

    @Test
    void a_webhook_in_short_is_told_of_what_is_urgent() throws IOException {
        NotificationRules rules =
                rules("notify: {webhookUrl: 'https://example.com/hook'}", Map.of("TILLWATCH_WEBHOOK_SECRET", "s"));

        assertThat(rules.routes()).containsExactly(new Route(Set.of("webhook"), 2, Set.of(), Set.of(), Set.of()));
        assertThat(rules.receivers())
                .singleElement()
                .satisfies(one -> assertThat(one.address().type()).isEqualTo("webhook"));
    }

    @Test
    void a_variable_that_is_not_set_or_holds_no_url_is_named_and_its_value_is_not() {
        assertThatThrownBy(() -> rules(ALL, Map.of("PD", "k", "MAIL", "p", "HOOK", "s")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("environment variable SLACK is not set");
        assertThatThrownBy(() -> rules(ALL, Map.of("PD", "k", "MAIL", "p", "HOOK", "s", "SLACK", "hunter2")))
                .isInstanceOf(UserError.class)
                .hasMessage("environment variable SLACK must hold an http(s) URL")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "receivers: {a: {type: pigeon}} | notify.receivers.a.type must be webhook, slack, pagerduty",
                "receivers: {a: {type: slack}} | notify.receivers.a.urlEnv is missing",
                "receivers: {a: {type: pagerduty}} | notify.receivers.a.keyEnv is missing",
                "receivers: {a: {type: webhook, url: 'x', secretEnv: S}} | notify.receivers.a.url must be an http(s) URL",
                "receivers: {a: {type: alertmanager, url: 'http://h', limit: {messages: 1}}} | groups by itself",
                "receivers: {a: {type: mail, host: h, from: a@b, to: []}} | notify.receivers.a.to is missing",
                "receivers: {a: {type: mail, host: h, from: a@b, to: [a@b], tls: none, user: u, passwordEnv: P}} | in the clear",
                "receivers: {a: {type: slack, urlEnv: U, limit: {every: soon}}} | must be a duration such as PT10M",
                "receivers: {a: {type: slack, urlEnv: U, limit: {messages: 0}}} | limit.messages must be at least 1",
                "routes: [{receivers: [nobody]}] | notify.routes name receivers that are not there: nobody",
                "routes: [{maxPriority: 1}] | notify.routes need receivers in each route",
                "maxPriority: 6 | notify.maxPriority must be 1 to 5",
                "routes: [{receivers: [nobody], kinds: [fire]}] | names fire, which is no kind of incident"
            })
    void a_key_that_cannot_be_used_is_named(String line, String says) {
        assertThatThrownBy(() -> read("notify:\n  " + line + "\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(says);
    }

    @Test
    void a_receiver_that_no_route_leads_to_is_named() {
        assertThatThrownBy(() -> read("notify: {receivers: {a: {type: slack, urlEnv: U}, b: {type: slack, urlEnv: U}},"
                        + " routes: [{receivers: [a]}]}"))
                .hasMessageContaining("give b a route");
    }

    private NotificationRules rules(String yaml, Map<String, String> environment) throws IOException {
        return new Receivers(environment::get).rules(read(yaml).notification());
    }

    private TillwatchConfig read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(directory.resolve("t.yaml"), yaml));
    }
}
