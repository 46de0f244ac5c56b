/** Serves an export as a live Odoo would, for trying out what reads one. */
@NullMarked
package io.tillwatch.app.standin;

import org.jspecify.annotations.NullMarked;
