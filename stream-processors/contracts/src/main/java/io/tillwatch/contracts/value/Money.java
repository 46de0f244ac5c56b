package io.tillwatch.contracts.value;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in the minor unit of its currency (cents, pence), so that sums are exact. Immutable, thread-safe.
 *
 * @param minor amount in minor units; negative for refunds
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) {
    private static final String NOT_A_CURRENCY = "currency must be an ISO 4217 code of three letters";

    public Money {
        if (currency == null || currency.length() != 3) {
            throw new IllegalArgumentException(NOT_A_CURRENCY);
        }
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NOT_A_CURRENCY, e);
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Rounds half up to the currency's minor unit: Odoo's floats carry tails such as 984.4000000000001. */
    public static Money of(BigDecimal amount, String currency) {
        return new Money(
                amount.setScale(fractionDigits(currency), RoundingMode.HALF_UP)
                        .unscaledValue()
                        .longValueExact(),
                currency);
    }

    public static Money of(String amount, String currency) {
        return of(new BigDecimal(amount), currency);
    }

    /** The amount in major units, with exactly the currency's fraction digits. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(minor, fractionDigits(currency));
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negate() {
        return new Money(Math.negateExact(minor), currency);
    }

    public Money abs() {
        return minor < 0 ? negate() : this;
    }

    @JsonIgnore
    public boolean isZero() {
        return minor == 0;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return other;
    }

    private static int fractionDigits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    @Override
    public String toString() {
        return toDecimal().toPlainString() + " " + currency;
    }
}
