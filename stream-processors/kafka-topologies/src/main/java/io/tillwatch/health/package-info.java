/**
 * The health of every flow: lag clocks, backlog, shares of failure, and the signals that follow. Records are metered
 * where they arrive and only small samples travel to the place where a flow is judged.
 */
@NullMarked
package io.tillwatch.health;

import org.jspecify.annotations.NullMarked;
