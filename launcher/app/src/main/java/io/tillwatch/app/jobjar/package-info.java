/** Packs the reconciliation job for a Flink cluster of the user's own. */
@NullMarked
package io.tillwatch.app.jobjar;

import org.jspecify.annotations.NullMarked;
