package io.tillwatch.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyLawsTest {
    private static final List<String> CURRENCIES = List.of("EUR", "GBP", "JPY", "KWD");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void amounts_add_up_as_integers_do(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            // Given
            String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            Money a = new Money(random.nextInt(), currency);
            Money b = new Money(random.nextInt(), currency);
            Money c = new Money(random.nextInt(), currency);

            // Then
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(Money.zero(currency))).isEqualTo(a);
            assertThat(a.minus(b)).isEqualTo(a.plus(b.negate()));
            assertThat(a.minus(a).isZero()).isTrue();
            assertThat(a.abs().minor()).isNotNegative();
            assertThat(Money.of(a.toDecimal(), currency)).isEqualTo(a);
            assertThat(Json.read(Json.bytes(a), Money.class)).isEqualTo(a);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "984.4000000000001, EUR, 98440",
        "0.005, EUR, 1",
        "-0.005, EUR, -1",
        "0.0049999, EUR, 0",
        "1234, JPY, 1234",
        "1.2345, KWD, 1235",
        "1E+3, EUR, 100000"
    })
    void decimals_round_half_up_to_the_minor_unit(String amount, String currency, long minor) {
        assertThat(Money.of(amount, currency)).isEqualTo(new Money(minor, currency));
    }

    @Test
    void what_cannot_be_exact_is_refused() {
        // Given
        Money most = new Money(Long.MAX_VALUE, "EUR");

        // Then
        assertThatThrownBy(() -> most.plus(new Money(1, "EUR"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "EUR").abs()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(new BigDecimal("1e30"), "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_do_not_mix() {
        assertThatThrownBy(() -> Money.zero("EUR").plus(Money.zero("GBP")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("EUR", "GBP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "EURO", "eur", "ZZZ"})
    void what_is_no_currency_is_refused(String currency) {
        assertThatThrownBy(() -> new Money(1, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_has_exactly_the_fraction_digits_of_the_currency() {
        assertThat(new Money(-5, "EUR")).hasToString("-0.05 EUR");
        assertThat(new Money(5, "JPY")).hasToString("5 JPY");
        assertThat(new Money(5, "KWD")).hasToString("0.005 KWD");
    }
}
