/** The one injected clock: event time, record timestamps, deadlines and windows all follow it. */
@NullMarked
package io.tillwatch.contracts.time;

import org.jspecify.annotations.NullMarked;
