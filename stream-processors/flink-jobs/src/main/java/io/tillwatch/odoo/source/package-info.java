/**
 * Odoo as a Flink source: what {@link io.tillwatch.odoo.OdooFeed} carries through a topic, a job can read itself. A split
 * is a company's Odoo, its state is the {@linkplain io.tillwatch.odoo.OdooCursor cursor}, and a reading is handed on
 * whole, its mark included, so that no checkpoint holds half of one.
 */
@NullMarked
package io.tillwatch.odoo.source;

import org.jspecify.annotations.NullMarked;
