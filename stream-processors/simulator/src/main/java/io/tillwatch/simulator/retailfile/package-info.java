/** The real year of an online retailer as canonical events, every line of the file accounted for exactly once. */
@NullMarked
package io.tillwatch.simulator.retailfile;

import org.jspecify.annotations.NullMarked;
