package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are well-formed and that no ledger can keep: none may stop those behind it. */
class PoisonTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String GOOD = body("MUG", "store-1", "5");

    @TempDir
    Path stateDir;

    private StockPipe pipe;
    private int number;

    @BeforeEach
    void pipe() {
        pipe = new StockPipe(NOON, stateDir);
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    @ParameterizedTest(name = "a quantity of {0}")
    @ValueSource(strings = {"1E-90", "1E+90", "0.0000000000001", "1234567890123456789012345678901"})
    void a_quantity_beyond_what_is_kept_is_quarantined(String quantity) {
        refuses(body("MUG", "store-1", quantity), "quantity has more digits than the ledger keeps");
    }

    @Test
    void a_text_that_would_break_the_keys_is_quarantined() {
        refuses(body("M\\u0000UG", "store-1", "5"), "sku holds a NUL");
        refuses(body("MUG", "store\\u0000-1", "5"), "location holds a NUL");
        refuses(body("MUG", "store|1", "5"), "location holds a bar");
        refuses(body("M".repeat(70_000), "store-1", "5"), "sku is too long");
    }

    @Test
    void a_reservation_until_the_end_of_time_is_kept() {
        // When
        String held = "{\"reservation\":\"R1\",\"sku\":\"MUG\",\"location\":\"store-1\",\"quantity\":{\"value\":\"2\","
                + "\"unit\":\"each\"},\"expiresAt\":\"+999999999-12-31T23:59:59Z\"}";
        send(EventType.STOCK_RESERVED, NOON.toString(), held);
        send(EventType.STOCK_RECEIVED, NOON.toString(), GOOD);

        // Then
        assertThat(pipe.positions().get("MUG|store-1").available()).isEqualByComparingTo("3");
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
    void an_event_from_before_the_horizon_is_quarantined(String time) {
        // When
        send(EventType.STOCK_RECEIVED, time, GOOD);
        send(EventType.STOCK_RECEIVED, NOON.toString(), GOOD);

        // Then
        assertThat(pipe.positions().get("MUG|store-1").onHand()).isEqualByComparingTo("5");
        assertThat(pipe.topology().read(Topics.QUARANTINE))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason().name()).isEqualTo("BEYOND_HORIZON"));
    }

    @Test
    void a_time_in_the_farthest_future_counts_and_is_told() {
        // When
        send(EventType.STOCK_RECEIVED, "+999999999-12-31T23:59:59Z", GOOD);
        send(EventType.STOCK_RECEIVED, NOON.toString(), GOOD);

        // Then
        assertThat(pipe.positions().get("MUG|store-1").onHand()).isEqualByComparingTo("10");
        assertThat(pipe.topology().read(Topics.SIGNALS)).hasSize(1);
    }

    @Test
    void a_record_time_beyond_all_bounds_stops_nothing() {
        // When a producer's own clock is broken
        RecordHeaders headers = headers(EventType.STOCK_RECEIVED, "+292278994-08-17T07:12:55.807Z");
        pipe.topology()
                .raw(TopicNames.STOCK, null, GOOD.getBytes(UTF_8), headers, Instant.ofEpochMilli(Long.MAX_VALUE));
        send(EventType.STOCK_RECEIVED, NOON.toString(), GOOD);

        // Then
        assertThat(pipe.positions().get("MUG|store-1").onHand()).isEqualByComparingTo("10");
    }

    @Test
    void two_lines_with_one_number_are_two_movements() {
        // When a till numbers all its lines zero
        String line = "{\"line\":0,\"sku\":\"MUG\",\"quantity\":{\"value\":\"%d\",\"unit\":\"each\"},\"unitPrice\":"
                + "{\"minor\":100,\"currency\":\"GBP\"},\"total\":{\"minor\":100,\"currency\":\"GBP\"}}";
        String sale =
                "{\"receipt\":\"1\",\"uuid\":\"u\",\"location\":\"store-1\",\"session\":\"s\",\"channel\":\"pos\","
                        + "\"lines\":[" + String.format(line, 2) + "," + String.format(line, 3) + "],"
                        + "\"total\":{\"minor\":200,\"currency\":\"GBP\"},\"tax\":{\"minor\":0,\"currency\":\"GBP\"}}";
        send(EventType.SALE_COMPLETED, NOON.toString(), sale);

        // Then
        assertThat(pipe.positions().get("MUG|store-1").onHand()).isEqualByComparingTo("-5");
    }

    private void refuses(String poison, String explanation) {
        // When it comes before a good one
        send(EventType.STOCK_RECEIVED, NOON.toString(), poison);
        send(EventType.STOCK_RECEIVED, NOON.toString(), GOOD);

        // Then it is put aside as it came, and the good one counts
        assertThat(pipe.positions().get("MUG|store-1").available()).isPositive();
        assertThat(pipe.positions().get("MUG|store-1").updatedAt()).isEqualTo(NOON);
        List<QuarantinedRecord> refused = pipe.topology().read(Topics.QUARANTINE);
        assertThat(refused).singleElement().satisfies(record -> {
            assertThat(record.reason().name()).isEqualTo("INVALID_BODY");
            assertThat(record.explanation()).contains(explanation);
            assertThat(Base64.getDecoder().decode(record.value())).asString().isEqualTo(poison);
        });
        assertThat(pipe.accounts().values()).allMatch(AccountingSnapshot::balanced);

        // and put right, it is no duplicate: nothing of it was noted
        number -= 2;
        String sku = "RIGHT-" + number;
        send(EventType.STOCK_RECEIVED, NOON.toString(), body(sku, "store-2", "7"));
        assertThat(pipe.positions().get(sku + "|store-2").onHand()).isEqualByComparingTo("7");
        number++;
        pipe.topology().read(Topics.QUARANTINE);
    }

    private void send(EventType type, String time, String body) {
        pipe.topology().raw(type.topicName(), null, body.getBytes(UTF_8), headers(type, time));
    }

    private RecordHeaders headers(EventType type, String time) {
        RecordHeaders headers = new RecordHeaders();
        EnvelopeHeaders.write(
                Envelope.of("/wms/dc-1", "E" + number++, type, "MUG", OffsetDateTime.parse(time)), headers);
        return headers;
    }

    private static String body(String sku, String location, String quantity) {
        return "{\"sku\":\"" + sku + "\",\"location\":\"" + location + "\",\"quantity\":{\"value\":\"" + quantity
                + "\",\"unit\":\"each\"}}";
    }
}
