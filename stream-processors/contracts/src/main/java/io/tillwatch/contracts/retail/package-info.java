/** Bodies of the retailer's own events: sales, orders, stock and payments. */
@NullMarked
package io.tillwatch.contracts.retail;

import org.jspecify.annotations.NullMarked;
