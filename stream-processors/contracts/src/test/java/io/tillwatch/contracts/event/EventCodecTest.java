package io.tillwatch.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.SettlementReported;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.Signal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventCodecTest {
    private static final Envelope ENVELOPE = Envelope.of(
            "/pos/store-1/till-2",
            "e-1",
            EventType.SALE_COMPLETED,
            "R1",
            OffsetDateTime.parse("2026-03-29T03:30:00+02:00"));
    private static final SaleCompleted SALE = new SaleCompleted(
            "R1",
            "uuid-1",
            "store-1",
            "till-2",
            "S/1",
            "pos",
            List.of(new SaleLine(
                    1, "sku-1", Quantity.each("1.5"), new Money(1000, "EUR"), new Money(1500, "EUR"), null, null)),
            new Money(1500, "EUR"),
            new Money(239, "EUR"),
            List.of(new Tender("cash", new Money(1500, "EUR"))),
            null);

    @Test
    void event_comes_back_equal_from_its_own_topic() {
        // Given
        ProducerRecord<String, byte[]> record = EventCodec.encode(new Event<>(ENVELOPE, SALE), "store-1", 42L);

        // When
        Event<?> back = EventCodec.decode(record.topic(), record.headers(), record.value());

        // Then
        assertThat(back).isEqualTo(new Event<>(ENVELOPE, SALE));
        assertThat(record.topic()).isEqualTo(TopicNames.SALES);
        assertThat(record.timestamp()).isEqualTo(42L);
    }

    @Test
    void body_keeps_its_spelling_on_the_wire() {
        assertThat(new String(Json.bytes(SALE), StandardCharsets.UTF_8))
                .isEqualTo("{\"receipt\":\"R1\",\"uuid\":\"uuid-1\",\"location\":\"store-1\",\"till\":\"till-2\","
                        + "\"session\":\"S/1\",\"channel\":\"pos\",\"lines\":[{\"line\":1,\"sku\":\"sku-1\","
                        + "\"quantity\":{\"value\":\"1.5\",\"unit\":\"each\"},"
                        + "\"unitPrice\":{\"minor\":1000,\"currency\":\"EUR\"},"
                        + "\"total\":{\"minor\":1500,\"currency\":\"EUR\"}}],"
                        + "\"total\":{\"minor\":1500,\"currency\":\"EUR\"},"
                        + "\"tax\":{\"minor\":239,\"currency\":\"EUR\"},"
                        + "\"tenders\":[{\"method\":\"cash\",\"amount\":{\"minor\":1500,\"currency\":\"EUR\"}}]}");
    }

    @Test
    void no_body_is_a_null_body() {
        assertThat(violation(null).reason()).isEqualTo(ReasonCode.NULL_BODY);
    }

    @Test
    void a_body_cut_off_anywhere_is_malformed() {
        byte[] whole = Json.bytes(SALE);
        for (int length = 0; length < whole.length; length++) {
            // When
            ContractViolation violation = violation(Arrays.copyOf(whole, length));

            // Then
            assertThat(violation.reason()).as("cut at %d", length).isEqualTo(ReasonCode.MALFORMED_BODY);
        }
    }

    @Test
    void rubbish_behind_the_body_is_refused() {
        assertThat(refusal(text(SALE) + " }").reason()).isIn(ReasonCode.MALFORMED_BODY, ReasonCode.INVALID_BODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"uuid\":\"uuid-1\",; ; uuid",
                "\"uuid-1\"; \" \"; uuid",
                "\"sku\":\"sku-1\",; ; lines.sku",
                "\"minor\":1500; \"minor\":1500.5; total.minor",
                "\"minor\":1500; \"minor\":\"many\"; total.minor",
                "\"minor\":1500,; ; total",
                "\"EUR\"; \"euro\"; unitPrice",
                "\"EUR\"; \"ZZZ\"; unitPrice",
                "\"1.5\"; \"one\"; quantity.value",
                "\"receipt\":\"R1\"; \"receipt\":\"R1\",\"receipt\":\"R2\"; ''",
            })
    void an_invalid_body_names_its_field_and_quotes_nothing(String found, @Nullable String replaced, String field) {
        // When
        ContractViolation violation = refusal(text(SALE).replaceFirst(found, replaced == null ? "" : replaced));

        // Then
        assertThat(violation.reason()).isIn(ReasonCode.INVALID_BODY, ReasonCode.MALFORMED_BODY);
        assertThat(violation).hasMessageContaining(field);
        for (Throwable cause = violation; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).doesNotContain("many", "euro", "ZZZ", "1500.5", "uuid-1");
        }
    }

    @Test
    void a_day_that_is_none_is_invalid() {
        // Given
        String body = "{\"settlement\":\"1\",\"provider\":\"p\",\"day\":\"2026-02-30\",\"transactions\":1}";

        // Then
        assertThatThrownBy(() -> EventCodec.body(EventType.SETTLEMENT_REPORTED, bytes(body)))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining("day")
                .hasMessageNotContaining("2026-02-30")
                .hasMessageNotContaining(SettlementReported.class.getName());
    }

    @Test
    void an_unseen_field_does_not_stop_the_event() {
        // Given
        String body = text(SALE).replaceFirst("\\{", "{\"loyalty\":{\"tier\":1},");

        // Then
        assertThat(EventCodec.body(EventType.SALE_COMPLETED, bytes(body))).isEqualTo(SALE);
    }

    @Test
    void an_unknown_type_and_a_wrong_topic_have_their_own_reasons() {
        // Given
        RecordHeaders headers = new RecordHeaders();
        EnvelopeHeaders.write(ENVELOPE, headers);
        RecordHeaders unknown = new RecordHeaders(headers);
        unknown.remove("ce_type").add("ce_type", bytes("retail.sale.completed.v9"));

        // When
        ContractViolation wrong = caught(() -> EventCodec.decode(TopicNames.STOCK, headers, Json.bytes(SALE)));
        ContractViolation none = caught(() -> EventCodec.decode(TopicNames.SALES, unknown, Json.bytes(SALE)));

        // Then
        assertThat(wrong.reason()).isEqualTo(ReasonCode.WRONG_TOPIC);
        assertThat(none.reason()).isEqualTo(ReasonCode.UNKNOWN_TYPE);
    }

    @Test
    void serde_of_records_keeps_null_and_names_what_it_refuses() {
        // Given
        JsonSerde<Signal> serde = JsonSerde.of(Signal.class);

        // Then
        assertThat(serde.deserializer().deserialize("t", null)).isNull();
        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", bytes("{\"kind\":\"secret\"}")))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining("kind")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static ContractViolation violation(byte @Nullable [] body) {
        return caught(() -> EventCodec.body(EventType.SALE_COMPLETED, body));
    }

    private static ContractViolation refusal(String body) {
        return violation(bytes(body));
    }

    private static ContractViolation caught(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ContractViolation.class, call);
    }

    private static String text(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
