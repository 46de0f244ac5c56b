package io.tillwatch.simulator.retailfile;

/**
 * A line that could not be understood; it became no event.
 *
 * @param number in the file, from 1; the header is line 1
 */
public record RejectedLine(long number, Reason reason) {
    /** Why. */
    public enum Reason {
        /** Quotes that do not match. */
        NOT_CSV,
        /** More or fewer fields than the header names. */
        COLUMNS,
        NO_INVOICE,
        NO_STOCK_CODE,
        /** Not a whole number other than zero, or beyond ten million. */
        QUANTITY,
        /** Not a decimal number, or of more than twelve digits. */
        PRICE,
        /** Not a date with a time. */
        DATE,
        /** Quantity times price is beyond any invoice. */
        AMOUNT
    }
}
