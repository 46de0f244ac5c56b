package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutageTest {
    private static final String COUNT = "{\"domain\":[]}";

    private OdooStandIn odoo;
    private OdooCalls calls;

    @BeforeEach
    void start() {
        odoo = OdooStandIn.start(0, OdooAccess.demo());
        calls = new OdooCalls(odoo);
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void a_throttled_server_answers_429_and_says_when_to_come_again() {
        // Given
        odoo.apply(new OdooAction.Throttled(Happenings.at(0), true));

        // When
        HttpResponse<String> json2 = calls.json2("account.move", "search_count", COUNT);
        HttpResponse<String> jsonRpc = calls.send("POST", "/jsonrpc", Map.of("Content-Type", "application/json"), "{}");

        // Then
        assertThat(json2.statusCode()).isEqualTo(429);
        assertThat(json2.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
        assertThat(jsonRpc.statusCode()).isEqualTo(429);
        assertThat(calls.send("GET", "/web/health", Map.of(), null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void when_throttling_ends_the_server_answers_as_before() {
        odoo.apply(new OdooAction.Throttled(Happenings.at(0), true));

        odoo.apply(new OdooAction.Throttled(Happenings.at(60), false));

        assertThat(calls.json2("account.move", "search_count", COUNT).body()).isEqualTo("0");
    }

    @Test
    void postings_go_on_while_readers_are_kept_out() {
        odoo.apply(new OdooAction.Throttled(Happenings.at(0), true));
        odoo.apply(Happenings.found());
        odoo.apply(new OdooAction.Throttled(Happenings.at(60), false));

        assertThat(calls.json2("product.product", "search_count", COUNT).body()).isEqualTo("2");
    }

    @Test
    void with_the_database_down_every_call_fails_and_comes_back_with_it() {
        // Given
        odoo.down(true);

        // When
        HttpResponse<String> json2 = calls.json2("account.move", "search_count", COUNT);
        String jsonRpc = calls.execute("account.move", "search_count", "[[]]", "{}")
                .at("/error/data/name")
                .asText();
        odoo.down(false);

        // Then
        assertThat(json2.statusCode()).isEqualTo(404);
        assertThat(json2.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(jsonRpc).isEqualTo("psycopg2.OperationalError");
        assertThat(calls.json2("account.move", "search_count", COUNT).body()).isEqualTo("0");
    }

    @Test
    void the_login_does_not_show_its_secrets() {
        assertThat(OdooAccess.demo().toString()).doesNotContain("password", "key");
    }
}
