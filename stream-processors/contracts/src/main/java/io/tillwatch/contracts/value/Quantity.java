package io.tillwatch.contracts.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of something, with its unit; fractions are allowed (kilograms, metres). Equal values are equal records:
 * trailing zeros are dropped on construction. Immutable, thread-safe.
 *
 * @param value signed amount
 * @param unit unit of measure, {@code each} for pieces
 */
public record Quantity(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value, String unit) {
    /** The unit of countable goods. */
    public static final String EACH = "each";

    /** Written out, 1E+999999999 would fill the memory. */
    private static final int LARGEST_EXPONENT = 100;

    /** @throws IllegalArgumentException when the value or unit is missing, or the value's exponent is beyond bounds */
    public Quantity {
        if (value == null) {
            throw new IllegalArgumentException("quantity without a value");
        }
        if (unit == null || unit.isBlank()) {
            throw new IllegalArgumentException("quantity without a unit");
        }
        value = normalized(value);
    }

    public static Quantity each(long pieces) {
        return new Quantity(BigDecimal.valueOf(pieces), EACH);
    }

    public static Quantity each(String pieces) {
        return new Quantity(new BigDecimal(pieces), EACH);
    }

    public Quantity negate() {
        return new Quantity(value.negate(), unit);
    }

    @JsonIgnore
    public int signum() {
        return value.signum();
    }

    /**
     * One form for each number, never in exponent notation: 5.0, 5.00 and 5 are all 5; 1E+2 is 100.
     *
     * @throws IllegalArgumentException when the exponent is beyond bounds
     */
    public static BigDecimal normalized(BigDecimal number) {
        if (number.scale() > LARGEST_EXPONENT || number.scale() < -LARGEST_EXPONENT) {
            throw new IllegalArgumentException("quantity with an exponent beyond " + LARGEST_EXPONENT);
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
