/** Reconciles a file of sales with Odoo, once. */
@NullMarked
package io.tillwatch.app.reconcile;

import org.jspecify.annotations.NullMarked;
