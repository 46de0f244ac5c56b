/**
 * Detection beyond fixed rules: demand that nothing explains, and failures never seen before. Applies the models of
 * {@code anomaly-models}; each detector's deterministic floor speaks without them.
 */
@NullMarked
package io.tillwatch.detection;

import org.jspecify.annotations.NullMarked;
