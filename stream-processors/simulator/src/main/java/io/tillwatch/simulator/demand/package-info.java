/** What people buy: a slice of a real retailer's year (products, prices, baskets, hours, write-off texts). */
@NullMarked
package io.tillwatch.simulator.demand;

import org.jspecify.annotations.NullMarked;
