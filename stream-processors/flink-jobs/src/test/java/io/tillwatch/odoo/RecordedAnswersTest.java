package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.odoo.OdooException.Kind;
import io.tillwatch.odoo.ScriptedOdoo.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real Odoo answered is understood, and what the client asks is what Odoo was asked. */
class RecordedAnswersTest {
    /** Failures that both sides of JSON-RPC or JSON-2 show, and what they mean. */
    private static final Map<String, Kind> FAILURES = new TreeMap<>(Map.ofEntries(
            Map.entry("error_access_denied_model", Kind.FORBIDDEN),
            Map.entry("error_all_fields_read", Kind.FORBIDDEN),
            Map.entry("error_bad_domain", Kind.REFUSED),
            Map.entry("error_bad_order", Kind.REFUSED),
            Map.entry("error_bad_uid", Kind.REFUSED),
            Map.entry("error_expired_api_key", Kind.UNAUTHORIZED),
            Map.entry("error_get_jsonrpc", Kind.REFUSED),
            Map.entry("error_malformed_json", Kind.REFUSED),
            Map.entry("error_missing_db", Kind.OUTAGE),
            Map.entry("error_missing_method", Kind.REFUSED),
            Map.entry("error_missing_model", Kind.REFUSED),
            Map.entry("error_missing_params", Kind.REFUSED),
            Map.entry("error_not_found_path", Kind.OUTAGE),
            Map.entry("error_pos_late_order_session_closed", Kind.REFUSED),
            Map.entry("error_postgres_down_json2", Kind.OUTAGE),
            Map.entry("error_postgres_down_json2_second", Kind.OUTAGE),
            Map.entry("error_postgres_down_jsonrpc", Kind.OUTAGE),
            Map.entry("error_private_method", Kind.FORBIDDEN),
            Map.entry("error_server_traceback", Kind.REFUSED),
            Map.entry("error_unknown_field_domain", Kind.REFUSED),
            Map.entry("error_unknown_field_read", Kind.REFUSED),
            Map.entry("error_write_forbidden", Kind.FORBIDDEN),
            Map.entry("error_wrong_content_type", Kind.REFUSED),
            Map.entry("error_wrong_password", Kind.UNAUTHORIZED),
            Map.entry("json2_error_access", Kind.FORBIDDEN),
            Map.entry("json2_error_access_model", Kind.FORBIDDEN),
            Map.entry("json2_error_bad_argument", Kind.FORBIDDEN),
            Map.entry("json2_error_bad_domain", Kind.REFUSED),
            Map.entry("json2_error_bad_key", Kind.UNAUTHORIZED),
            Map.entry("json2_error_expired_key", Kind.UNAUTHORIZED),
            Map.entry("json2_error_get", Kind.REFUSED),
            Map.entry("json2_error_ids_on_model_method", Kind.REFUSED),
            Map.entry("json2_error_malformed", Kind.REFUSED),
            Map.entry("json2_error_missing_method", Kind.REFUSED),
            Map.entry("json2_error_missing_model", Kind.REFUSED),
            Map.entry("json2_error_no_auth", Kind.UNAUTHORIZED),
            Map.entry("json2_error_private_method", Kind.FORBIDDEN),
            Map.entry("json2_error_scoped_key", Kind.UNAUTHORIZED),
            Map.entry("json2_error_server_traceback", Kind.REFUSED),
            Map.entry("json2_error_unknown_database", Kind.OUTAGE),
            Map.entry("json2_error_unknown_field", Kind.REFUSED),
            Map.entry("web_session_authenticate_cooldown", Kind.UNAUTHORIZED),
            Map.entry("web_session_authenticate_wrong_password", Kind.UNAUTHORIZED)));

    /** Logins have their own test; the rest is what no reader calls. */
    private static final List<String> NOT_ASKED = List.of(
            "authenticate_ok",
            "error_first_call_after_postgres_restart",
            "error_read_missing_record",
            "formatted_read_group_",
            "health",
            "json2_error_missing_record",
            "json2_read_ids",
            "json2_search_count",
            "login_",
            "pos_close_session_wizard",
            "pos_order_sync_from_ui_",
            "pos_session_close_",
            "search_ids_window",
            "version_",
            "xmlrpc_");

    static Stream<String> failures() {
        return FAILURES.keySet().stream();
    }

    static Stream<String> searches() {
        return Recording.names().stream()
                .filter(name -> !FAILURES.containsKey(name))
                .map(Recording::of)
                .filter(RecordedAnswersTest::isSearch)
                .map(Recording::name);
    }

    static Stream<String> fieldLists() {
        return Recording.names().stream().filter(name -> name.startsWith("fields_get_"));
    }

    private static boolean isSearch(Recording recording) {
        return recording.arguments().path(4).asText().equals("search_read")
                || recording.request().path("path").asText().endsWith("/search_read");
    }

    private static boolean isJson2(Recording recording) {
        String path = recording.request().path("path").asText();
        return path.startsWith("/json/2/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_recorded_failure_says_what_it_means_and_only_what_passes_is_tried_again(String name) throws IOException {
        // Given
        Recording recording = Recording.of(name);
        Kind kind = FAILURES.get(name);
        try (ScriptedOdoo odoo = isJson2(recording)
                        ? ScriptedOdoo.json2(request -> recording.reply())
                        : ScriptedOdoo.jsonRpc(request -> recording.reply());
                OdooClient client = OdooClient.connect(odoo.settings())) {
            int before = odoo.asked.size();

            // When
            OdooException failure = catchThrowableOfType(
                    OdooException.class,
                    () -> client.searchRead("account.move", everything(), List.of("name"), "id", 1));

            // Then
            assertThat(failure).isNotNull();
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(odoo.asked).hasSize(before + (kind == Kind.OUTAGE ? 4 : 1));
            assertThat(failure.getMessage())
                    .doesNotContain("\n", "Traceback", "psycopg2", ".py", ScriptedOdoo.SECRET)
                    .hasSizeBetween(10, 260);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void a_recorded_search_is_asked_the_same_way_and_gives_its_rows(String name) throws IOException {
        // Given
        Recording recording = Recording.of(name);
        boolean json2 = isJson2(recording);
        JsonNode named =
                json2 ? recording.request().path("body") : recording.arguments().path(6);
        JsonNode domain =
                json2 ? named.path("domain") : recording.arguments().path(5).path(0);
        String model = json2
                ? modelIn(recording.request().path("path").asText())
                : recording.arguments().path(3).asText();
        try (ScriptedOdoo odoo = json2
                        ? ScriptedOdoo.json2(request -> recording.reply())
                        : ScriptedOdoo.jsonRpc(request -> recording.reply());
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            List<ObjectNode> rows = client.searchRead(
                    model,
                    (ArrayNode) domain,
                    texts(named.path("fields")),
                    named.path("order").asText("id"),
                    named.path("limit").asInt(2_000));

            // Then
            List<JsonNode> recorded = new ArrayList<>();
            recording.result().forEach(recorded::add);
            assertThat(List.<JsonNode>copyOf(rows)).isEqualTo(recorded);
            Request asked = odoo.asked.get(odoo.asked.size() - 1);
            assertThat(asked.method())
                    .isEqualTo(recording.request().path("method").asText());
            assertThat(asked.path()).isEqualTo(recording.request().path("path").asText());
            if (json2) {
                assertThat(asked.headers().get("Authorization")).containsExactly("bearer " + ScriptedOdoo.SECRET);
                assertThat(asked.headers().get("X-odoo-database")).containsExactly(ScriptedOdoo.DATABASE);
                assertHolds(asked.body(), named);
            } else {
                assertCallsLike(asked.body(), recording);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fieldLists")
    void a_recorded_list_of_fields_is_asked_the_same_way_and_gives_their_names(String name) throws IOException {
        // Given
        Recording recording = Recording.of(name);
        try (ScriptedOdoo odoo = ScriptedOdoo.jsonRpc(request -> recording.reply());
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            Set<String> fields = client.fields(recording.arguments().path(3).asText());

            // Then
            Set<String> recorded = new TreeSet<>();
            recording.result().fieldNames().forEachRemaining(recorded::add);
            assertThat(fields).isEqualTo(recorded).isNotEmpty();
            JsonNode arguments =
                    odoo.asked.get(odoo.asked.size() - 1).body().path("params").path("args");
            assertThat(arguments.path(3)).isEqualTo(recording.arguments().path(3));
            assertThat(arguments.path(4)).isEqualTo(recording.arguments().path(4));
            assertThat(arguments.path(5).isArray()).isTrue();
            assertThat(texts(recording.arguments().path(6).path("attributes")))
                    .containsAll(texts(arguments.path(6).path("attributes")));
        }
    }

    @Test
    void no_recording_is_forgotten() {
        // Given
        Set<String> all = Recording.names();

        // When
        Set<String> covered = Stream.of(FAILURES.keySet().stream(), searches(), fieldLists())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        List<String> rest = all.stream()
                .filter(name -> !covered.contains(name))
                .filter(name -> NOT_ASKED.stream().noneMatch(name::startsWith))
                .toList();

        // Then
        assertThat(rest).isEmpty();
        assertThat(all).containsAll(FAILURES.keySet());
    }

    private static void assertCallsLike(JsonNode asked, Recording recording) {
        JsonNode recorded = recording.request().path("body");
        assertThat(asked.path("jsonrpc")).isEqualTo(recorded.path("jsonrpc"));
        assertThat(asked.path("method")).isEqualTo(recorded.path("method"));
        assertThat(asked.path("id").isIntegralNumber()).isTrue();
        JsonNode params = asked.path("params");
        assertThat(params.path("service")).isEqualTo(recorded.path("params").path("service"));
        assertThat(params.path("method")).isEqualTo(recorded.path("params").path("method"));
        JsonNode arguments = params.path("args");
        assertThat(arguments).hasSize(recording.arguments().size());
        assertThat(arguments.path(0)).isEqualTo(recording.arguments().path(0));
        assertThat(arguments.path(1).asLong()).as("the user's id of the login").isEqualTo(10);
        assertThat(arguments.path(2).asText()).isEqualTo(ScriptedOdoo.SECRET);
        for (int i = 3; i < 6; i++) {
            assertThat(arguments.path(i)).isEqualTo(recording.arguments().path(i));
        }
        assertHolds(arguments.path(6), recording.arguments().path(6));
    }

    private static void assertHolds(JsonNode asked, JsonNode recorded) {
        recorded.properties().stream()
                .filter(argument -> !argument.getKey().equals("context"))
                .forEach(argument -> assertThat(asked.path(argument.getKey())).isEqualTo(argument.getValue()));
        assertThat(asked.path("load").asText()).isEqualTo("_");
        assertThat(asked.path("limit").asInt()).isPositive();
    }

    /** Of {@code /json/2/<model>/<method>}. */
    private static String modelIn(String path) {
        String prefix = "/json/2/";
        return path.substring(prefix.length(), path.lastIndexOf('/'));
    }

    private static ArrayNode everything() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
