package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.odoo.OdooException.Kind;
import io.tillwatch.odoo.ScriptedOdoo.Reply;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader must never hurt the ERP, and must not give up on what passes. */
class GentlenessTest {
    private static final Reply ROW = Reply.json("[{\"id\":7,\"amount_total\":984.4000000000001,\"ref\":false}]");

    private static List<ObjectNode> ask(OdooClient client) {
        return client.searchRead(
                "account.move", JsonNodeFactory.instance.arrayNode(), List.of("amount_total", "ref"), "id", 1);
    }

    private static OdooException failing(OdooClient client) {
        return catchThrowableOfType(OdooException.class, () -> ask(client));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "404, text/html; charset=utf-8, <h1>Not Found</h1>",
        "500, text/html, Internal Server Error",
        "502, text/html, Bad Gateway",
        "503, application/json, {}",
        "500, application/json, {\"name\":\"psycopg2.errors.SerializationFailure\"}",
        "200, application/json, {\"cut",
        "429, text/plain, slow down"
    })
    void what_passes_is_tried_again(int status, String type, String body) throws IOException {
        // Given
        AtomicInteger calls = new AtomicInteger();
        Counts counts = new Counts();
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(
                        request -> calls.incrementAndGet() < 3 ? new Reply(status, type, body) : ROW);
                OdooClient client = OdooClient.connect(odoo.settings(), counts)) {
            // When
            List<ObjectNode> rows = ask(client);

            // Then
            assertThat(rows).hasSize(1);
            assertThat(calls).hasValue(3);
            assertThat(counts.retries).hasValue(2);
            assertThat(counts.failures).hasValue(2);
        }
    }

    @Test
    void amounts_are_exact_decimals_and_false_stays_as_sent() throws IOException {
        // Given
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> ROW);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            ObjectNode row = ask(client).get(0);

            // Then
            assertThat(row.path("amount_total").decimalValue()).isEqualByComparingTo("984.4000000000001");
            assertThat(row.path("amount_total").isBigDecimal()).isTrue();
            assertThat(row.path("ref").isBoolean()).isTrue();
        }
    }

    @Test
    void a_connection_that_breaks_is_tried_again_and_then_unreachable() throws IOException {
        // Given
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> new Reply(200, "", null));
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            OdooException failure = failing(client);

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.getMessage()).contains("does not answer at http://127.0.0.1:");
        }
    }

    @Test
    void nobody_at_the_address_is_unreachable() throws IOException {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        OdooSettings settings = OdooSettings.of(URI.create("http://127.0.0.1:" + free), "retail", "user", "secret");

        // When
        OdooException failure = catchThrowableOfType(OdooException.class, () -> OdooClient.connect(settings));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_pause_that_the_server_asks_for_is_kept() throws IOException {
        // Given
        AtomicInteger calls = new AtomicInteger();
        Reply slowDown = new Reply(429, "text/plain", "slow down").with("Retry-After", "1");
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> calls.incrementAndGet() == 1 ? slowDown : ROW);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            long began = System.nanoTime();

            // When
            ask(client);

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_long_pause_is_left_to_whoever_reads() throws IOException {
        // Given
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> {
                    calls.incrementAndGet();
                    return new Reply(429, "text/plain", "slow down").with("Retry-After", "600");
                });
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When
            OdooException failure = failing(client);

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(10));
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_server_that_keeps_failing_is_left_alone_and_then_asked_again() throws IOException {
        // Given
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean down = new AtomicBoolean(true);
        Reply outage = Recording.of("error_postgres_down_json2").reply();
        Counts counts = new Counts();
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> {
                    calls.incrementAndGet();
                    return down.get() ? outage : ROW;
                });
                OdooClient client =
                        OdooClient.connect(odoo.settings(ScriptedOdoo.SECRET, 1_000, Duration.ofMillis(500)), counts)) {
            // When
            failing(client);
            failing(client);
            failing(client);
            int asked = calls.get();
            OdooException failure = failing(client);

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.OUTAGE);
            assertThat(failure).hasMessage("keeps failing and is left alone for a while");
            assertThat(calls).as("no request while it is left alone").hasValue(asked);
            assertThat(counts.leftAlone).isTrue();

            // When
            down.set(false);

            // Then
            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .until(() -> ask(client).size() == 1);
        }
    }

    @Test
    void requests_never_come_faster_than_agreed() throws IOException {
        // Given
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> ROW);
                OdooClient client = OdooClient.connect(odoo.settings(ScriptedOdoo.SECRET, 4, Duration.ofSeconds(1)))) {
            long began = System.nanoTime();

            // When
            for (int i = 0; i < 10; i++) {
                ask(client);
            }

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_path_of_the_server_never_reaches_a_person() throws IOException {
        // Given
        Reply failure = new Reply(
                500,
                "application/json",
                "{\"name\":\"builtins.FileNotFoundError\",\"message\":\"no file /var/lib/odoo/sessions/ab of Store/00001\\n"
                        + "second line\",\"debug\":\"Traceback /usr/lib/python3\"}");
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> failure);
                OdooClient client = OdooClient.connect(odoo.settings())) {
            // When, Then
            assertThat(failing(client)).hasMessage("refuses the request: no file ... of Store/00001");
        }
    }

    @ParameterizedTest(name = "date \"{0}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 23 Nov 2026 09:58:00 GMT | 119",
                "Mon, 23 Nov 2026 10:00:00 GMT | 0",
                "Mon, 23 Nov 2026 10:02:00 GMT | 0",
                "yesterday | 0",
                "'' | 0"
            })
    void a_clock_ahead_of_the_servers_is_noticed(String serversDate, long secondsAhead) {
        // Given
        Instant asked = Instant.parse("2026-11-23T10:00:00Z");

        // When
        Duration ahead = Answers.clockAhead(asked, serversDate);

        // Then
        assertThat(ahead).isEqualTo(Duration.ofSeconds(secondsAhead));
    }

    private static final class Counts implements OdooMetrics {
        final AtomicInteger retries = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicBoolean leftAlone = new AtomicBoolean();

        @Override
        public void requested(Duration took, @Nullable Kind failure) {
            if (failure != null) {
                failures.incrementAndGet();
            }
        }

        @Override
        public void retried() {
            retries.incrementAndGet();
        }

        @Override
        public void leftAlone(boolean yes) {
            leftAlone.set(yes);
        }
    }
}
