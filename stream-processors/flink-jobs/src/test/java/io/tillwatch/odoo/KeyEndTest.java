package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.odoo.ScriptedOdoo.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyEndTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String FIELDS = "{\"id\":{},\"name\":{},\"scope\":{},\"expiration_date\":{}}";
    private static final Reply FORBIDDEN =
            new Reply(403, "application/json", "{\"name\":\"odoo.exceptions.AccessError\",\"message\":\"no\"}");
    private static final Reply UNKNOWN = new Reply(
            404, "application/json", "{\"name\":\"werkzeug.exceptions.NotFound\",\"message\":\"no such model\"}");
    private static final Reply DOWN = new Reply(404, "text/html", "<h1>Not Found</h1>");

    @Test
    void the_key_that_reads_odoo_ends_when_odoo_says() throws IOException {
        // When
        KeyEnd end = end(Reply.json(FIELDS), Reply.json("[" + key("reader", "2026-12-01 08:30:00", "false") + "]"));

        // Then
        assertThat(end.name()).isEqualTo("reader");
        assertThat(end.ends()).isEqualTo(Instant.parse("2026-12-01T08:30:00Z"));
        assertThat(end.others()).isZero();
    }

    @Test
    void of_several_that_may_be_in_use_the_first_to_end_is_told_and_what_has_ended_or_is_for_something_else_is_none()
            throws IOException {
        // Given
        String keys = String.join(
                ",",
                key("old", "2026-11-23 09:59:59", "false"),
                key("calendar", "2026-11-24 00:00:00", "\"calendar\""),
                key("endless", null, "false"),
                key("second", "2026-12-20 00:00:00", "\"rpc\""),
                key("first", "2026-12-10 00:00:00", "false"));

        // When
        KeyEnd end = end(Reply.json(FIELDS), Reply.json("[" + keys + "]"));

        // Then
        assertThat(end.name()).isEqualTo("first");
        assertThat(end.others()).isEqualTo(2);
        assertThat(end.event(NOW).data().summary()).contains("one of 3 that may be in use");
    }

    @Test
    void what_odoo_does_not_tell_is_not_guessed() throws IOException {
        // When, Then
        assertThat(end(FORBIDDEN, FORBIDDEN)).as("keys are hidden").isNull();
        assertThat(end(Reply.json(FIELDS), FORBIDDEN)).as("rows are hidden").isNull();
        assertThat(end(UNKNOWN, UNKNOWN)).as("no such model").isNull();
        assertThat(end(Reply.json("{\"id\":{},\"name\":{}}"), Reply.json("[]")))
                .as("keys do not end in this version")
                .isNull();
        assertThat(end(Reply.json(FIELDS), Reply.json("[" + key("endless", null, "false") + "]")))
                .as("this key does not end")
                .isNull();
        assertThat(end(Reply.json(FIELDS), Reply.json("[]"))).as("no key").isNull();
    }

    @Test
    void a_password_is_no_key() throws IOException {
        // Given
        try (ScriptedOdoo odoo = ScriptedOdoo.jsonRpc(request -> FORBIDDEN)) {
            OdooSettings settings = odoo.settings().with("a password");
            try (OdooClient client = OdooClient.connect(settings)) {
                odoo.asked.clear();

                // When, Then
                assertThat(KeyEnd.of(client, settings, NOW)).isNull();
                assertThat(odoo.asked).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "warned {0} before: {1} left is told {2}")
    @CsvSource({"P14D, P20D, true", "P14D, P13D, true", "P7D, P10D, false", "P7D, P6D, true", "P30D, P20D, true"})
    void it_is_told_within_the_warning_and_when_it_is_so_far_off_that_it_takes_an_older_word_back(
            String warning, String left, boolean told) throws IOException {
        // Given
        Instant ends = NOW.plus(Duration.parse(left));
        String date = ends.toString().replace('T', ' ').replace("Z", "");
        Reply rows = Reply.json("[" + key("reader", date, "false") + "]");
        List<Instant> metered = new ArrayList<>();
        OdooMetrics metrics = new OdooMetrics() {
            @Override
            public void keyEnds(Instant at) {
                metered.add(at);
            }
        };
        try (ScriptedOdoo odoo = odoo(Reply.json(FIELDS), rows);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            OdooSettings settings = odoo.settings().warning(Duration.parse(warning));
            KeyWatch watch = new KeyWatch();

            // When
            KeyEnd end = watch.look(client, settings, NOW, metrics);
            odoo.asked.clear();
            KeyEnd again = watch.look(client, settings, NOW.plusSeconds(3_600), metrics);

            // Then
            assertThat(end != null).isEqualTo(told);
            assertThat(metered).containsExactly(ends);
            assertThat(again).isNull();
            assertThat(odoo.asked).as("once a day is enough").isEmpty();
        }
    }

    @Test
    void odoo_that_cannot_be_asked_is_asked_again_and_breaks_no_reading() throws IOException {
        // Given
        List<Reply> replies = new ArrayList<>(List.of(DOWN, DOWN, DOWN, DOWN));
        Reply rows = Reply.json("[" + key("reader", "2026-12-01 08:30:00", "false") + "]");
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> !replies.isEmpty()
                        ? replies.remove(0)
                        : request.path().endsWith("/fields_get") ? Reply.json(FIELDS) : rows);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            KeyWatch watch = new KeyWatch();

            // When, Then
            assertThat(watch.look(client, odoo.settings(), NOW, OdooMetrics.NONE))
                    .isNull();
            assertThat(watch.look(client, odoo.settings(), NOW.plusSeconds(1), OdooMetrics.NONE))
                    .isNotNull();
        }
    }

    private static KeyEnd end(Reply fields, Reply rows) throws IOException {
        try (ScriptedOdoo odoo = odoo(fields, rows);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            return KeyEnd.of(client, odoo.settings(), NOW);
        }
    }

    private static ScriptedOdoo odoo(Reply fields, Reply rows) throws IOException {
        return ScriptedOdoo.json2(
                request -> request.path().equals("/json/2/res.users.apikeys/fields_get") ? fields : rows);
    }

    private static String key(String name, String ends, String scope) {
        return "{\"id\":1,\"name\":\"" + name + "\",\"scope\":" + scope + ",\"expiration_date\":"
                + (ends == null ? "false" : "\"" + ends + "\"") + "}";
    }
}
