package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;

/** A sales tax that is included in prices. */
record Tax(Row row, int percent) {
    /** The tax inside an amount of minor units, rounded half up as Odoo does line by line. */
    long in(long gross) {
        long numerator = Math.abs(gross) * percent;
        long denominator = 100L + percent;
        long tax = (2 * numerator + denominator) / (2 * denominator);
        return gross < 0 ? -tax : tax;
    }
}
