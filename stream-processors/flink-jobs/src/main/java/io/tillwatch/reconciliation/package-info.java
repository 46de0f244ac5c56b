/**
 * Holds what was sold against what Odoo's books say, and explains each difference.
 *
 * <p>{@link io.tillwatch.reconciliation.Reconciler} is the whole rule and knows no engine: sales and Odoo documents go
 * in, cases come out, the same for the same facts in whatever order they came. The batch command and the streaming job
 * both drive it.
 */
@NullMarked
package io.tillwatch.reconciliation;

import org.jspecify.annotations.NullMarked;
