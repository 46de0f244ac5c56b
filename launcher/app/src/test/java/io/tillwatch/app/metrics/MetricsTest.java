package io.tillwatch.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.Ports;
import io.tillwatch.meters.Described;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/metrics.md");
    private static final Path RULES = ROOT.resolve("dashboards/prometheus");
    private static final Pattern NAME = Pattern.compile("tillwatch_[a-z_0-9]+");
    /** What nothing in the fixture makes: open cases and incidents come from other rooms, streams from browsers. */
    private static final List<String> NOT_SHOWN = List.of("tillwatch_reconciliation_cases", "tillwatch_incidents");

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void the_page_of_metrics_is_as_the_meters_are_described() throws IOException {
        String text = MetricsPage.text();
        if (Boolean.getBoolean("tillwatch.update")) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as("write it anew with -Dtillwatch.update=true").hasContent(text);
    }

    @Test
    void every_meter_that_is_described_is_there_and_every_one_that_is_there_is_described() {
        try (ProductMetrics metrics = new ProductMetrics(directory)) {
            // Given
            metrics.trade();
            get(metrics.target(), "/api/v1/overview");

            // When
            String scraped = get(metrics.target(), "/metrics");

            // Then
            List<String> described =
                    MetricsPage.all().stream().map(MetricsPage::name).toList();
            List<String> there = Pattern.compile("(?m)^# TYPE (tillwatch_\\S+) ")
                    .matcher(scraped)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .filter(name -> !name.endsWith("_max"))
                    .toList();
            assertThat(there).isSubsetOf(described);
            assertThat(described).allMatch(name -> there.contains(name) || NOT_SHOWN.contains(name));
            assertThat(scraped)
                    .contains("tillwatch_flow_events_total{flow=\"pos-sales\",outcome=\"late\"} 4.0")
                    .contains("tillwatch_flow_events_total{flow=\"pos-sales\",outcome=\"in_time\"} 16.0")
                    .contains(
                            "tillwatch_flow_calls_total{flow=\"odoo-import\",outcome=\"throttled\",system=\"odoo\"} 1.0")
                    .contains("tillwatch_flow_webhook_attempts_total{flow=\"webhooks\",outcome=\"failed\"} 1.0")
                    .contains("tillwatch_flow_quarantined_total{flow=\"pos-sales\"} 1.0");
        }
    }

    @Test
    void promtool_finds_nothing_to_say_about_them() throws IOException {
        Program promtool = Program.named("promtool");
        try (ProductMetrics metrics = new ProductMetrics(directory.resolve("state"))) {
            // Given
            metrics.trade();
            get(metrics.target(), "/api/v1/overview");
            Path scraped = Files.writeString(directory.resolve("scraped.txt"), get(metrics.target(), "/metrics"));

            // When
            Program.Run run = promtool.run(scraped, directory, "check", "metrics");

            // Then
            assertThat(run.output()).as("promtool").isBlank();
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void the_rules_are_well_formed_and_say_what_their_tests_expect() {
        Program promtool = Program.named("promtool");

        Program.Run check = promtool.run(
                null,
                directory,
                "check",
                "rules",
                RULES.resolve("recording-rules.yml").toString(),
                RULES.resolve("alert-rules.yml").toString());
        Program.Run test = promtool.run(
                null, directory, "test", "rules", RULES.resolve("tests.yml").toString());

        assertThat(check.output()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(check.code()).isZero();
        assertThat(test.output()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(test.code()).isZero();
    }

    @Test
    void the_rules_name_metrics_that_are_there_and_runbooks_that_exist() throws IOException {
        List<String> known = MetricsPage.all().stream().map(MetricsPage::name).toList();
        String rules = Files.readString(RULES.resolve("recording-rules.yml"))
                + Files.readString(RULES.resolve("alert-rules.yml"));

        assertThat(NAME.matcher(rules.replaceAll("flow_sli:tillwatch_\\w+", ""))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet()))
                .isSubsetOf(known);
        assertThat(Pattern.compile("runbook: (\\S+)")
                        .matcher(rules)
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(runbook -> assertThat(ROOT.resolve(runbook)).exists());
    }

    @Test
    void names_follow_the_conventions_of_prometheus() {
        assertThat(MetricsPage.all()).allSatisfy(meter -> {
            String name = MetricsPage.name(meter);
            assertThat(name).matches("tillwatch_[a-z_]+");
            assertThat(name.endsWith("_total")).isEqualTo(meter.kind() == Described.Kind.COUNTER);
            assertThat(meter.unit() == null || meter.kind() == Described.Kind.COUNTER || name.endsWith(meter.unit()))
                    .as(name)
                    .isTrue();
            assertThat(meter.help()).endsWith(".");
        });
    }

    @Test
    void a_real_prometheus_scrapes_them_and_its_rules_have_values() throws IOException {
        Program prometheus = Program.named("prometheus");
        try (ProductMetrics metrics = new ProductMetrics(directory.resolve("state"))) {
            // Given a Prometheus of its own, on loopback, that looks every second
            metrics.trade();
            int port = Ports.free();
            Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [%s, %s]
                    scrape_configs:
                      - job_name: tillwatch
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(
                            RULES.resolve("recording-rules.yml"), RULES.resolve("alert-rules.yml"), metrics.target()));
            Process server = prometheus.start(
                    directory.resolve("prometheus.log"),
                    directory,
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + directory.resolve("tsdb"),
                    "--web.listen-address=127.0.0.1:" + port);
            String there = "127.0.0.1:" + port;
            try {
                // Then it has what was counted, and objectives from another meter to hold it against
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(value(
                                        there, "tillwatch_flow_events_total{flow=\"pos-sales\",outcome=\"late\"}"))
                                .isEqualTo(4));
                assertThat(value(there, "up{job=\"tillwatch\"}")).isEqualTo(1);
                assertThat(value(there, "tillwatch_slo_objective_ratio{flow=\"pos-sales\"}"))
                        .isEqualTo(0.995);

                // When more comes, and a group stands
                metrics.trade();
                metrics.group("bi-nightly", 3, 4_000);

                // Then the burn of the last minutes is reckoned, and no rule is in trouble
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                    assertThat(value(there, "flow_sli:tillwatch_burn:ratio5m{flow=\"pos-sales\",sli=\"timeliness\"}"))
                            .isBetween(39.0, 41.0);
                    assertThat(value(there, "tillwatch_group_lag_age_seconds{group=\"bi-nightly\"}"))
                            .isEqualTo(4_000);
                });
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    JsonNode groups = Json.mapper()
                            .readTree(get(there, "/api/v1/rules"))
                            .path("data")
                            .path("groups");
                    assertThat(groups.findValuesAsText("health")).isNotEmpty().containsOnly("ok");
                    assertThat(groups.findValuesAsText("state"))
                            .as("a group that stands is on its way to be told")
                            .contains("pending");
                });
            } finally {
                server.destroy();
                await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
            }
        }
    }

    private double value(String host, String query) {
        try {
            JsonNode answer = Json.mapper()
                    .readTree(get(host, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
            return Double.parseDouble(answer.path("data")
                    .path("result")
                    .path(0)
                    .path("value")
                    .path(1)
                    .asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String host, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + host + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
