/** What the Odoo reader saw. */
@NullMarked
package io.tillwatch.contracts.odoo;

import org.jspecify.annotations.NullMarked;
