/**
 * Deadlines of orders. Each order waits for its next step, and the step has a time by which it must be taken: which
 * step and which time depends on how the order is fulfilled. What waits for too long is stuck, and all that is stuck at
 * the same step is told together, with what it is worth and what the customers were promised. Deadlines pass by the
 * clock, not by the arrival of events: an order that is forgotten sends none.
 */
@NullMarked
package io.tillwatch.orders;

import org.jspecify.annotations.NullMarked;
