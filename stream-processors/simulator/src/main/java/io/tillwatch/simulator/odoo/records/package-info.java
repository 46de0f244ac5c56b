/** Odoo's records in memory: models and their rows, domains, orders and what a reader gets to see of a row. */
@NullMarked
package io.tillwatch.simulator.odoo.records;

import org.jspecify.annotations.NullMarked;
