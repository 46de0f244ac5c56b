package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tillwatch.odoo.OdooException.Kind;
import io.tillwatch.odoo.ScriptedOdoo.Reply;
import io.tillwatch.odoo.ScriptedOdoo.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {
    private static Function<Request, Reply> version19(Function<Request, Reply> script) {
        Recording version = Recording.of("version_http");
        return request -> request.path().equals("/web/version") ? version.reply() : script.apply(request);
    }

    @Test
    void a_key_and_a_new_server_speak_json2() throws IOException {
        // Given
        Function<Request, Reply> fields = request -> Reply.json("{\"id\":{\"type\":\"integer\"}}");
        try (ScriptedOdoo odoo = new ScriptedOdoo(version19(fields));
                // When
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // Then
            assertThat(client.protocol()).isEqualTo("JSON-2");
            assertThat(client.serverVersion()).isEqualTo("19.0");
        }
    }

    @Test
    void a_password_that_json2_does_not_take_opens_json_rpc() throws IOException {
        // Given
        Recording refused = Recording.of("json2_error_bad_key");
        Recording login = Recording.of("authenticate_ok");
        try (ScriptedOdoo odoo = new ScriptedOdoo(
                        version19(request -> request.path().equals("/jsonrpc") ? login.reply() : refused.reply()));
                // When
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // Then
            assertThat(client.protocol()).isEqualTo("JSON-RPC");
            Request asked = odoo.asked.get(odoo.asked.size() - 1);
            assertThat(asked.body().path("params").path("service")).isEqualTo(params(login, "service"));
            assertThat(asked.body().path("params").path("method")).isEqualTo(params(login, "method"));
            assertThat(asked.body().path("params").path("args")).hasSize(4);
        }
    }

    private static JsonNode params(Recording recording, String name) {
        return recording.request().path("body").path("params").path(name);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pässwort–東京", "two words", "line\nend"})
    void a_password_that_no_header_can_carry_is_never_put_into_one(String password) throws IOException {
        // Given
        Recording login = Recording.of("authenticate_ok");
        try (ScriptedOdoo odoo = new ScriptedOdoo(version19(request -> login.reply()));
                // When
                OdooClient client = OdooClient.connect(
                        odoo.settings(password, 1_000, odoo.settings().pace().breakerOpenFor()))) {
            // Then
            assertThat(client.protocol()).isEqualTo("JSON-RPC");
            assertThat(odoo.asked
                            .get(odoo.asked.size() - 1)
                            .body()
                            .path("params")
                            .path("args")
                            .path(2)
                            .asText())
                    .isEqualTo(password);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"login_wrong_password", "login_unknown_user"})
    void a_login_that_odoo_answers_with_false_is_no_login(String name) throws IOException {
        // Given
        Recording refused = Recording.of("json2_error_bad_key");
        Recording login = Recording.of(name);
        try (ScriptedOdoo odoo = new ScriptedOdoo(
                version19(request -> request.path().equals("/jsonrpc") ? login.reply() : refused.reply()))) {
            // When
            OdooException failure =
                    catchThrowableOfType(OdooException.class, () -> OdooClient.connect(odoo.settings()));

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(odoo.asked)
                    .as("tried once each: more would lock the user out")
                    .hasSize(3);
        }
    }

    @Test
    void the_login_is_kept_because_each_costs_the_server_dear() throws IOException {
        // Given
        try (ScriptedOdoo odoo =
                        ScriptedOdoo.jsonRpc(request -> Reply.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}"));
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            for (int i = 0; i < 3; i++) {
                client.searchRead("account.move", JsonNodeFactory.instance.arrayNode(), List.of("id"), "id", 1);
            }

            // Then
            assertThat(odoo.asked.stream().filter(request -> request.call().equals("common.authenticate")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"odoo.example.com", "ftp://odoo.example.com", "http:/odoo", "file:///etc/hosts"})
    void an_address_that_is_none_is_said_plainly(String url) {
        // Given
        OdooSettings settings = OdooSettings.of(URI.create(url), "retail", "user", "secret");

        // When, Then
        assertThatThrownBy(() -> OdooClient.connect(settings))
                .isInstanceOf(OdooException.class)
                .hasMessageContaining("odoo.url");
    }

    @Test
    void a_page_instead_of_odoo_is_said_plainly() throws IOException {
        // Given
        try (ScriptedOdoo other = new ScriptedOdoo(request -> new Reply(200, "text/html", "<html>welcome</html>"))) {
            // When
            OdooException failure =
                    catchThrowableOfType(OdooException.class, () -> OdooClient.connect(other.settings()));

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessage("answers with a page, not with data: check odoo.url");
        }
    }

    @Test
    void neither_the_key_nor_a_password_in_the_address_is_shown() {
        // Given
        OdooSettings settings =
                OdooSettings.of(URI.create("http://joe:hidden@127.0.0.1:9/"), "retail", "user", "not-to-be-seen");

        // When
        String text = settings.toString();

        // Then
        assertThat(text).contains("127.0.0.1:9", "retail", "user").doesNotContain("hidden", "not-to-be-seen");
    }
}
