/** A whole day of the simulated retailer, played to everything in this room that watches flows. */
@NullMarked
package io.tillwatch.day;

import org.jspecify.annotations.NullMarked;
