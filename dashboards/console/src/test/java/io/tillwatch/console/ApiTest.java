package io.tillwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.watch.Verdict;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiTest {
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.of(PreviewWorld.busy());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void search_gives_the_lowest_available_first_and_pages_add_up() {
        // When
        JsonNode first = console.json("/api/v1/stock?q=parka&size=50");
        JsonNode third = console.json("/api/v1/stock?q=parka&size=50&page=3");

        // Then
        assertThat(first.get("total").asInt()).isEqualTo(123);
        assertThat(first.get("positions")).hasSize(50);
        assertThat(third.get("positions")).hasSize(23);
        List<Integer> available = first.get("positions").findValuesAsText("available").stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(available).isSorted();
    }

    @Test
    void below_zero_finds_exactly_what_the_overview_counts_as_oversold() {
        // When
        long found = console.json("/api/v1/stock?below=0").get("total").asLong();

        // Then
        assertThat(found)
                .isPositive()
                .isEqualTo(
                        console.json("/api/v1/overview").at("/stock/oversold").asLong());
    }

    @Test
    void a_sku_has_all_its_locations_and_their_sum() {
        // When
        JsonNode sku = console.json("/api/v1/stock/TEE-BLK-M");

        // Then
        int sum = sku.get("positions").findValuesAsText("onHand").stream()
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(sku.get("positions")).hasSize(41);
        assertThat(sku.at("/totals/0/onHand").asInt()).isEqualTo(sum);
    }

    @Test
    void a_position_of_a_silent_store_is_an_interval_with_its_reason_wherever_it_is_asked_for() {
        // When
        JsonNode found =
                console.json("/api/v1/stock?q=TEE-BLK-M&location=store-007").at("/positions/0");
        JsonNode point = console.json("/api/v1/stock/TEE-BLK-M/store-007");
        JsonNode fresh = console.json("/api/v1/stock/TEE-BLK-M/store-008");

        // Then
        assertThat(point.at("/position/lowReason").asText())
                .startsWith("store-007 is silent for 3 h 12 min: its link is down.")
                .endsWith("with 95 %");
        assertThat(found.get("lowReason")).isEqualTo(point.at("/position/lowReason"));
        assertThat(found.get("availableLow")).isEqualTo(point.at("/position/availableLow"));
        assertThat(point.at("/position/availableLow").asInt())
                .isLessThanOrEqualTo(point.at("/position/available").asInt());
        assertThat(point.at("/word/online").asBoolean()).isFalse();
        assertThat(fresh.at("/position/lowReason").isMissingNode()).isTrue();
        assertThat(fresh.at("/word/online").asBoolean()).isTrue();
    }

    @Test
    void stale_finds_exactly_what_the_overview_counts_as_uncertain() {
        // When
        JsonNode stale = console.json("/api/v1/stock?stale=true&size=200");

        // Then
        assertThat(stale.get("total").asLong())
                .isPositive()
                .isEqualTo(
                        console.json("/api/v1/overview").at("/stock/uncertain").asLong());
        assertThat(stale.get("positions").findValuesAsText("location")).containsOnly("store-007", "store-019");
        assertThat(stale.get("positions").findValuesAsText("lowReason"))
                .hasSize(stale.get("positions").size());
    }

    @Test
    void a_channel_promises_what_its_terms_add_up_to_and_an_unknown_one_is_named_a_problem() {
        // When
        JsonNode web =
                console.json("/api/v1/stock/TEE-BLK-M/promise?channel=web").at("/promises/0");
        HttpResponse<String> unknown = console.get("/api/v1/stock/TEE-BLK-M/promise?channel=fax");

        // Then
        int sum = 0;
        for (JsonNode term : web.get("terms")) {
            sum += term.get("promisable").asInt();
        }
        assertThat(web.get("terms")).hasSize(41);
        assertThat(web.at("/amounts/0/promisable").asInt()).isPositive().isEqualTo(sum);
        assertThat(console.json("/api/v1/stock/TEE-BLK-M/promise").get("promises"))
                .hasSize(4);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).contains("web, marketplace-a").doesNotContain("fax");
    }

    @Test
    void totals_clamp_isolate_or_net_a_location_below_zero() {
        // Given a SKU that is oversold somewhere
        String sku =
                console.json("/api/v1/stock?below=0").at("/positions/0/sku").asText();

        // When
        JsonNode isolated = console.json("/api/v1/stock/" + sku).at("/totals/0");
        JsonNode clamped =
                console.json("/api/v1/stock/" + sku + "?negatives=clamp").at("/totals/0");
        JsonNode net = console.json("/api/v1/stock/" + sku + "?negatives=net").at("/totals/0");

        // Then
        int lack = 0;
        for (JsonNode one : isolated.get("negative")) {
            lack += one.get("available").asInt();
        }
        assertThat(lack).isNegative();
        assertThat(clamped.get("available")).isEqualTo(isolated.get("available"));
        assertThat(clamped.get("negative")).isEmpty();
        assertThat(net.get("available").asInt())
                .isEqualTo(isolated.get("available").asInt() + lack);
        assertThat(console.get("/api/v1/stock/" + sku + "?negatives=maybe").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_moment_of_the_past_is_answered_and_said_again_in_the_answer() {
        // Given
        String path = "/api/v1/stock/TEE-BLK-M/store-001";
        JsonNode movements = console.json(path + "/explain").get("movements");
        String early = movements.get(0).get("occurredAt").asText();

        // When
        JsonNode now = console.json(path);
        JsonNode then = console.json(path + "?asOf=" + early);
        JsonNode zoned = console.json(path + "?asOf=" + early.replace("Z", "+00:00"));
        JsonNode explained = console.json(path + "/explain?asOf=" + early + "&knownAt=2026-11-23T13:00:00Z");
        JsonNode sku = console.json("/api/v1/stock/TEE-BLK-M?knownAt=2026-11-23T13:00:00Z");

        // Then
        assertThat(now.has("asOf")).isFalse();
        assertThat(then.at("/position/onHand").asText()).isEqualTo("40");
        assertThat(then.get("asOf").asText()).isEqualTo(early);
        assertThat(zoned).isEqualTo(then);
        assertThat(explained.get("movements")).hasSize(1);
        assertThat(explained.get("knownAt").asText()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(sku.get("knownAt").asText()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(sku.get("positions")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=2026-11-24T13:00:00Z, the latest time that can be asked for is 2026-11-23T13:",
        "knownAt=2031-01-01T00:00:00Z, the latest time that can be asked for is 2026-11-23T13:",
        "asOf=2026-10-01T00:00:00Z, the earliest time that can be asked for is 2026-10-19T13:",
        "knownAt=1970-01-01T00:00:00Z, the earliest time that can be asked for is 2026-10-19T13:"
    })
    void a_moment_that_cannot_be_answered_names_the_one_that_can(String moment, String says) {
        for (String path : List.of(
                "/api/v1/stock/TEE-BLK-M",
                "/api/v1/stock/TEE-BLK-M/store-001",
                "/api/v1/stock/TEE-BLK-M/store-001/explain")) {
            // When
            HttpResponse<String> refused = console.get(path + "?" + moment);

            // Then
            assertProblem(refused, 422);
            assertThat(RunningConsole.json(refused).get("detail").asText()).contains(says);
        }
    }

    @Test
    void explained_movements_come_as_csv_and_their_changes_add_up() {
        // When
        String path = "/api/v1/stock/TEE-BLK-M/store-001/explain";
        HttpResponse<String> csv = console.get(path + "?format=csv");

        // Then
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        List<String> lines = csv.body().lines().toList();
        List<String> head = List.of(lines.get(0).split(","));
        int sum = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[head.indexOf("onHandChange")])
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(sum).isEqualTo(console.json(path).at("/position/onHand").asInt());
    }

    @Test
    void another_instance_is_answered_from_here_and_nobody_else_is() {
        // Given
        String asked = "/internal/v1/stock?what=position&sku=TEE-BLK-M&location=store-001";

        // When
        HttpResponse<String> peer = console.send(HttpRequest.newBuilder(URI.create(console.url(asked)))
                .header("Tillwatch-Hop", "1")
                .build());

        // Then
        assertThat(peer.statusCode()).isEqualTo(200);
        assertThat(RunningConsole.json(peer).at("/value/sku").asText()).isEqualTo("TEE-BLK-M");
        assertProblem(console.get(asked), 403);
        assertProblem(hop("/internal/v1/stock?what=position&sku=NO-SUCH&location=store-001"), 404);
        assertProblem(hop("/internal/v1/stock?what=everything&sku=TEE-BLK-M"), 400);
        assertProblem(hop("/internal/v1/stock?what=positions&sku=TEE-BLK-M&asOf=noon"), 400);
        assertThat(console.json("/api/openapi.json").get("paths").toString()).doesNotContain("internal");
    }

    private static HttpResponse<String> hop(String path) {
        return console.send(HttpRequest.newBuilder(URI.create(console.url(path)))
                .header("Tillwatch-Hop", "1")
                .build());
    }

    @Test
    void csv_has_a_row_for_each_position_that_matches() {
        // When
        HttpResponse<String> csv = console.get("/api/v1/stock?location=store-007&format=csv");

        // Then
        long matching =
                console.json("/api/v1/stock?location=store-007").get("total").asLong();
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize((int) matching + 1);
        assertThat(lines.get(0)).startsWith("sku,location,unit,onHand");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.contains(",store-007,each,"));
    }

    @Test
    void csv_hands_no_formula_to_a_spreadsheet() {
        // Given
        console.world.stock.add("=HYPERLINK(1)", "store-011", PreviewWorld.START);

        // When
        String csv = console.get("/api/v1/stock?q=HYPERLINK&format=csv").body();

        // Then
        assertThat(csv).contains("'=HYPERLINK").doesNotContain("\n=HYPERLINK");
    }

    @Test
    void breaks_by_kind_and_by_age_add_up_to_all_breaks() {
        // When
        JsonNode books = console.json("/api/v1/reconciliation/cases?open=true").get("books");

        // Then
        int byKind = 0;
        for (JsonNode count : books.get("byKind")) {
            byKind += count.asInt();
        }
        int byAge = 0;
        for (JsonNode bucket : books.get("ageing")) {
            byAge += bucket.get("count").asInt();
        }
        assertThat(books.get("mismatched").asInt())
                .isEqualTo(8)
                .isEqualTo(byKind)
                .isEqualTo(byAge);
        assertThat(books.get("valueAtRisk").get("EUR").decimalValue()).isEqualByComparingTo("2013.88");
    }

    @Test
    void quarantine_tells_where_and_why_but_never_what_a_record_contains() {
        // When
        HttpResponse<String> all = console.get("/api/v1/quarantine?size=200");
        JsonNode of = console.json("/api/v1/quarantine?reason=CLOCK_BEYOND_BOUND&flow=warehouse");

        // Then
        assertThat(RunningConsole.json(all).get("total").asInt()).isEqualTo(225);
        assertThat(all.body()).doesNotContain(PreviewFailures.CONTENT);
        assertThat(of.get("total").asInt()).isEqualTo(6);
        assertThat(of.at("/records/0/explanation").asText()).contains("ce_time");
    }

    @Test
    void a_cluster_of_failures_leads_to_its_incident() {
        // When
        JsonNode cluster = console.json("/api/v1/exceptions").at("/clusters/0");

        // Then
        assertThat(cluster.at("/cluster/count").asInt()).isEqualTo(14);
        assertThat(cluster.get("incident").asText()).isEqualTo("inc-3d90aa");
    }

    @Test
    void a_verdict_reaches_the_sink_with_who_and_when() {
        // When
        HttpResponse<String> said = console.post(
                "/api/v1/incidents/inc-d1187a/verdicts",
                "{\"say\":\"RESOLVE\",\"actor\":\"maria\",\"comment\":\"batch 4471 came\"}");

        // Then
        assertThat(said.statusCode()).isEqualTo(202);
        Verdict verdict = console.world.verdicts.get(console.world.verdicts.size() - 1);
        assertThat(verdict.incident()).isEqualTo("inc-d1187a");
        assertThat(verdict.say()).isEqualTo(Verdict.Say.RESOLVE);
        assertThat(verdict.actor()).isEqualTo("maria");
        assertThat(verdict.comment()).isEqualTo("batch 4471 came");
        assertThat(verdict.at()).isAfterOrEqualTo(PreviewWorld.START);
        assertThat(console.json("/api/v1/incidents/inc-d1187a").get("status").asText())
                .isEqualTo("RESOLVED");
    }

    @Test
    void a_verdict_on_a_version_that_is_gone_is_refused() {
        // Given
        int before = console.world.verdicts.size();

        // When
        HttpResponse<String> said =
                console.post("/api/v1/incidents/inc-c4410e/verdicts", "{\"say\":\"FALSE\"}", "If-Match", "\"1\"");

        // Then
        assertProblem(said, 412);
        assertThat(console.world.verdicts).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stock/NO-SUCH-SKU",
                "/api/v1/stock/NO-SUCH-SKU/store-001",
                "/api/v1/stock/NO-SUCH-SKU/store-001/explain",
                "/api/v1/incidents/inc-none",
                "/api/v1/flows/no-flow",
                "/api/v1/reconciliation/cases/case-none",
                "/api/v1/no-such-thing",
                "/assets/no.js",
                "/assets/..%2f..%2findex.html"
            })
    void what_is_not_known_is_a_404_that_says_so(String path) {
        assertProblemOrRefusal(console.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stock?page=0",
                "/api/v1/stock?page=x",
                "/api/v1/stock?size=100000",
                "/api/v1/stock?page=201&size=50",
                "/api/v1/stock?below=abc",
                "/api/v1/stock?below=1e999999999",
                "/api/v1/stock?stale=perhaps",
                "/api/v1/stock?format=xml",
                "/api/v1/stock?colour=red",
                "/api/v1/stock/TEE-BLK-M?asOf=noon",
                "/api/v1/stock/TEE-BLK-M/store-001?asOf=2026-11-23T13:00:00",
                "/api/v1/stock/TEE-BLK-M/store-001?knownAt=2026-13-45T13:00:00Z",
                "/api/v1/stock/TEE-BLK-M/store-001/explain?asOf=-999999999-01-01T00:00:00%2B18:00x",
                "/api/v1/stock/TEE-BLK-M/store-001/explain?format=pdf",
                "/api/v1/stock/stream?below=many",
                "/api/v1/stock/stream?stale=perhaps",
                "/api/v1/incidents?priority=9",
                "/api/v1/incidents?status=broken",
                "/api/v1/incidents?kind=NONE",
                "/api/v1/reconciliation/cases?kind=%00",
                "/api/v1/reconciliation/cases?open=1",
                "/api/v1/quarantine?reason=because",
                "/api/v1/stream?kinds=everything"
            })
    void a_parameter_that_cannot_be_used_is_a_400_that_says_what_may_stand_there(String path) {
        // When
        HttpResponse<String> refused = console.send(HttpRequest.newBuilder(URI.create(console.url(path)))
                .header("Accept", "application/json, text/event-stream")
                .build());

        // Then
        assertProblem(refused, 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | 400",
                "{} | 400",
                "[] | 400",
                "null | 400",
                "{\"say\":\"SHOUT\"} | 400",
                "{\"say\":\"MERGE\"} | 400",
                "{\"say\":\"RESOLVE\",\"when\":1} | 400",
                "{\"say\":{\"a\":1}} | 400"
            })
    void a_verdict_that_cannot_be_used_is_a_400_and_reaches_nobody(String body, int status) {
        // Given
        int before = console.world.verdicts.size();

        // When
        HttpResponse<String> refused = console.post("/api/v1/incidents/inc-7f31a2/verdicts", body);

        // Then
        assertProblem(refused, status);
        assertThat(console.world.verdicts).hasSize(before);
    }

    @Test
    void a_verdict_in_another_format_from_another_site_or_too_long_is_refused() {
        String path = "/api/v1/incidents/inc-7f31a2/verdicts";
        assertProblem(console.post(path, "say=RESOLVE", "Content-Type", "application/x-www-form-urlencoded"), 415);
        assertProblem(console.post(path, "{\"say\":\"RESOLVE\"}", "Origin", "https://evil.example"), 403);
        assertProblem(console.post(path, "{\"say\":\"COMMENT\",\"comment\":\"" + "x".repeat(2_001) + "\"}"), 400);
        assertProblem(console.post(path, "{\"comment\":\"" + "x".repeat(70_000) + "\"}"), 413);
    }

    @Test
    void a_foreign_name_that_points_at_loopback_is_refused() {
        assertThat(console.statusWithHost("/api/v1/overview", "rebound.example"))
                .contains(" 403 ");
        assertThat(console.statusWithHost("/api/v1/overview", "localhost:" + console.port()))
                .contains(" 200 ");
    }

    @Test
    void every_answer_carries_the_policy_that_keeps_other_sites_out() {
        for (String path : List.of("/", "/api/v1/overview", "/assets/app.js", "/api/v1/none")) {
            // When
            HttpResponse<String> answer = console.get(path);

            // Then
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'", "connect-src 'self'")
                            .doesNotContain("unsafe", "http:", "https:", "*"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().map()).doesNotContainKey("server");
        }
    }

    @Test
    void an_asset_that_did_not_change_is_not_sent_again() {
        // Given
        String etag = console.get("/assets/app.js").headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<String> again = console.send(HttpRequest.newBuilder(URI.create(console.url("/assets/app.js")))
                .header("If-None-Match", etag)
                .build());

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void all_that_the_api_describes_is_there() {
        // Given
        JsonNode paths = console.json("/api/openapi.json").get("paths");

        // Then
        paths.properties().forEach(path -> {
            String asked = path.getKey()
                    .replace("{sku}", "TEE-BLK-M")
                    .replace("{location}", "store-001")
                    .replace("/incidents/{id}", "/incidents/inc-7f31a2")
                    .replace("/cases/{id}", "/cases/case-01")
                    .replace("/flows/{id}", "/flows/refunds");
            if (path.getValue().has("get") && !asked.endsWith("/stream")) {
                assertThat(console.get(asked).statusCode()).as(asked).isEqualTo(200);
            }
        });
        assertThat(paths).hasSizeGreaterThan(15);
    }

    @Test
    void operators_see_health_and_meters() {
        // Given
        console.get("/api/v1/stock?q=tee");

        // Then
        assertThat(console.json("/health/ready").get("status").asText()).isEqualTo("up");
        assertThat(console.get("/metrics").body())
                .contains("tillwatch_console_requests_seconds_count{path=\"/api/v1/stock\",status=\"200\"}")
                .contains("tillwatch_console_requests_seconds_bucket{path=\"/api/v1/stock\",status=\"200\",le=\"0.0");
    }

    private static void assertProblemOrRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(400, 404);
        assertNothingOfTheInside(answer.body());
        if (answer.statusCode() == 404) {
            assertProblem(answer, 404);
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = RunningConsole.json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("\n");
        assertNothingOfTheInside(answer.body());
    }

    static void assertNothingOfTheInside(String body) {
        assertThat(body).doesNotContain("Exception", "\tat ", "java.", "javalin", "jackson", "Caused by");
    }
}
