/**
 * What may be promised of the stock that there is: totals of the network by policy, and what a channel may offer from the
 * locations, shares and buffers that its allocation gives it. Pure arithmetic on positions.
 */
@NullMarked
package io.tillwatch.promise;

import org.jspecify.annotations.NullMarked;
