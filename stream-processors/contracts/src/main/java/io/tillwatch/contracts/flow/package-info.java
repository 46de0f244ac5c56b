/** The flow catalogue: executable, from {@code flows.yaml}; thresholds, deadlines and weights are derived from it. */
@NullMarked
package io.tillwatch.contracts.flow;

import org.jspecify.annotations.NullMarked;
