package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays what a real Odoo 19 was asked, and holds the stand-in's answers against what it answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedContractTest {
    private static final String WRITES = "calls a method that writes; the stand-in is read, and posts by its actions";
    private static final String XML = "XML-RPC: readers speak JSON-RPC or JSON-2";
    private static final String BROWSER = "the browser's login, which no reader uses";
    private static final String GROUPS = "aggregates on the server: readers take rows";
    private static final Map<String, String> NOT_APPLICABLE = excused();

    /** Some answers were recorded as the administrator; the stand-in knows the reader only. */
    private static final Pattern ADMINISTRATOR = Pattern.compile("(\"args\":\\[\"retail\",)2,");

    private static final long READER = 10;
    private static final Set<String> WRONG_SECRET = Set.of(
            "error_wrong_password", "error_expired_api_key", "json2_error_expired_key", "json2_error_scoped_key");

    private OdooStandIn odoo;
    private OdooCalls calls;

    private static Map<String, String> excused() {
        Map<String, String> excused = new LinkedHashMap<>();
        for (String order : List.of(
                "cash", "cash_rounding", "draft", "invoiced", "late_order_rerouted", "refund", "resend_same_uuid")) {
            excused.put("pos_order_sync_from_ui_" + order, WRITES);
        }
        for (String close : List.of("force_close_wizard", "from_ui", "refused_draft_orders")) {
            excused.put("pos_session_close_" + close, WRITES);
        }
        excused.put("error_pos_late_order_session_closed", WRITES);
        excused.put("pos_close_session_wizard", "a wizard of the till's screen");
        excused.put("error_access_denied_model", "of a user without rights; the stand-in has one user, see below");
        for (String xml : List.of(
                "authenticate", "error_access_denied", "error_access_error", "error_unknown_field", "search_read")) {
            excused.put("xmlrpc_" + xml, XML);
        }
        excused.put("web_session_authenticate_cooldown", BROWSER);
        excused.put("web_session_authenticate_wrong_password", BROWSER);
        excused.put("formatted_read_group_income_by_journal_day", GROUPS);
        excused.put("formatted_read_group_stock_by_product_warehouse", GROUPS);
        return excused;
    }

    @BeforeAll
    void start() {
        Path seeded = SharedRecordings.seeded();
        odoo = OdooStandIn.start(0, OdooAccess.demo()).loadExport(seeded);
        calls = new OdooCalls(odoo);
    }

    @AfterAll
    void stop() {
        if (odoo != null) {
            odoo.close();
        }
    }

    static Stream<String> recordings() throws IOException {
        return names().stream().filter(name -> !NOT_APPLICABLE.containsKey(name));
    }

    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : SharedRecordings.json(SharedRecordings.directory())) {
            names.add(file.getFileName().toString().replace(".json", ""));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void the_stand_in_answers_as_odoo_did(String name) {
        // Given
        JsonNode recording = SharedRecordings.read(SharedRecordings.directory().resolve(name + ".json"));
        JsonNode expected = recording.path("response");
        odoo.down(name.contains("postgres_down"));

        // When
        HttpResponse<String> response = replay(name, recording.path("request"));
        odoo.down(false);

        // Then
        assertThat(response.statusCode()).isEqualTo(expected.path("status").asInt());
        assertThat(mediaType(response.headers().firstValue("Content-Type").orElse("")))
                .isEqualTo(
                        mediaType(expected.path("headers").path("Content-Type").asText()));
        if (expected.path("body").isTextual()) {
            assertThat(response.body()).contains(firstLine(expected.path("body").asText()));
        } else {
            JsonNode answer = OdooCalls.json(response.body());
            assertThat(Shapes.differences(expected.path("body"), answer)).isEmpty();
            assertThat(response.body()).doesNotContain("io.tillwatch", "java.");
        }
    }

    @Test
    void every_excuse_is_for_a_recording_that_exists() throws IOException {
        assertThat(names()).containsAll(NOT_APPLICABLE.keySet());
    }

    @Test
    void a_model_that_the_user_may_not_read_is_refused_by_json_rpc_as_well() {
        JsonNode recorded = SharedRecordings.read(
                        SharedRecordings.directory().resolve("error_access_denied_model.json"))
                .path("response")
                .path("body");

        JsonNode answer = calls.execute("ir.config_parameter", "search_read", "[[]]", "{\"fields\":[\"key\"]}");

        assertThat(Shapes.names(answer)).isEqualTo(Shapes.names(recorded));
        assertThat(answer.at("/error/data/name")).isEqualTo(recorded.at("/error/data/name"));
        assertThat(answer.at("/error/data/message").asText())
                .startsWith("You are not allowed to access 'System Parameter'");
    }

    private HttpResponse<String> replay(String name, JsonNode request) {
        OdooAccess access = OdooAccess.demo();
        boolean wrong = WRONG_SECRET.contains(name);
        JsonNode body = request.path("body");
        String text = body.isNull() ? null : body.isTextual() ? body.asText() : body.toString();
        if (text != null) {
            text = ADMINISTRATOR.matcher(text).replaceFirst("$1" + READER + ",");
            text = text.replace("REDACTED-PASSWORD", wrong ? "wrong" : access.password())
                    .replace("REDACTED-API-KEY", wrong ? "wrong" : access.apiKey());
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        header.getValue().asText().replace("REDACTED-API-KEY", wrong ? "wrong" : access.apiKey())));
        return calls.send(request.path("method").asText(), request.path("path").asText(), headers, text);
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", -1)[0].strip();
    }

    private static String firstLine(String page) {
        return Arrays.stream(page.split("\n", -1)).findFirst().orElse("");
    }
}
