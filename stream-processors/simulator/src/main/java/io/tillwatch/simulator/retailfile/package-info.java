/**
 * The real year of an online retailer as canonical events, every line of the file accounted for exactly once. Start
 * reading at {@link io.tillwatch.simulator.retailfile.RetailFile}; what a line is, is decided in {@code Bucket}.
 */
@NullMarked
package io.tillwatch.simulator.retailfile;

import org.jspecify.annotations.NullMarked;
