/**
 * Reads Odoo: two protocols behind one client, and a reader that follows what was written without missing or doubling
 * a row.
 */
@NullMarked
package io.tillwatch.odoo;

import org.jspecify.annotations.NullMarked;
