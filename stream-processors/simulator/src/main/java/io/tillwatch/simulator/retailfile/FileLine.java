package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/**
 * A line of the file.
 *
 * @param number in the file, from 1; the header is line 1
 * @param code in capitals
 * @param description what it is, or why stock was corrected; may be empty
 * @param quantity never zero
 * @param minor quantity times price in pence, rounded half up
 * @param at local time in London
 * @param customer may be empty
 */
record FileLine(
        long number,
        String invoice,
        String code,
        String description,
        long quantity,
        BigDecimal price,
        long minor,
        LocalDateTime at,
        String customer) {
    private static final Pattern PRODUCT = Pattern.compile("\\d{5}.*|DCGS.*|PADS");

    /** Whatever bears no product number has no shelf: postage, carriage, fees, samples, discounts, vouchers, debt. */
    boolean goods() {
        return PRODUCT.matcher(code).matches();
    }

    boolean priced() {
        return price.signum() != 0;
    }

    Money amount() {
        return new Money(minor, RetailFile.CURRENCY);
    }
}
