package io.tillwatch.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityLawsTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equal_numbers_are_equal_quantities_however_they_are_written(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            // Given
            BigDecimal number = new BigDecimal(new BigInteger(40, random), random.nextInt(16) - 8);
            Quantity quantity = new Quantity(number, "kg");

            // When
            Quantity padded = new Quantity(number.setScale(number.scale() + 3), "kg");

            // Then
            assertThat(padded).isEqualTo(quantity).hasSameHashCodeAs(quantity);
            assertThat(quantity.value()).isEqualByComparingTo(number);
            assertThat(quantity.value().scale()).isNotNegative();
            assertThat(quantity.value().toString()).doesNotContain("+");
            assertThat(quantity.negate().negate()).isEqualTo(quantity);
            assertThat(quantity.negate().signum()).isEqualTo(-quantity.signum());
            assertThat(Json.read(Json.bytes(quantity), Quantity.class)).isEqualTo(quantity);
        }
    }

    @Test
    void number_or_text_on_the_wire_read_as_the_same() {
        assertThat(Json.read("{\"value\":2.50,\"unit\":\"kg\"}".getBytes(StandardCharsets.UTF_8), Quantity.class))
                .isEqualTo(new Quantity(new BigDecimal("2.5"), "kg"));
    }

    @Test
    void a_quantity_needs_a_unit() {
        assertThatThrownBy(() -> new Quantity(BigDecimal.ONE, " ")).hasMessageContaining("unit");
    }

    @Test
    void pieces_are_counted_in_each() {
        assertThat(Quantity.each(100)).isEqualTo(Quantity.each("1E+2"));
        assertThat(Quantity.each(100).value()).hasToString("100");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1E+100", "-1E+100", "1E-100", "0E-100"})
    void an_exponent_within_bounds_is_written_out(String number) {
        assertThat(Quantity.each(number).value()).isEqualByComparingTo(number);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1E+101", "1E-101", "1E+999999999", "1E-999999999", "-10E+2147483647", "0E+999999999"})
    void an_exponent_that_would_fill_the_memory_is_refused(String number) {
        assertThatThrownBy(() -> Quantity.each(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantity with an exponent beyond 100");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1E+999999999", "\"1E+999999999\"", "\"1E-999999999\""})
    void an_event_with_such_a_quantity_breaks_its_contract(String number) {
        // Given
        String body = "{\"sku\":\"MUG\",\"location\":\"dc-1\",\"quantity\":{\"value\":" + number
                + ",\"unit\":\"each\"},\"document\":\"D1\"}";

        // When, then
        assertThatThrownBy(() -> EventCodec.body(EventType.STOCK_RECEIVED, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ContractViolation.class, violation -> {
                    assertThat(violation.reason()).isEqualTo(ReasonCode.INVALID_BODY);
                    assertThat(violation).hasMessageContaining("quantity").hasMessageNotContaining("999999999");
                });
    }
}
