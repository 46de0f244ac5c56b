/** The meters of the rooms, each described once: the page {@code docs/metrics.md} and the meters themselves come of it. */
@NullMarked
package io.tillwatch.meters;

import org.jspecify.annotations.NullMarked;
