/**
 * Anomalies of one series at a time: a detector learns what is usual from the past of its own series, states what it
 * expected of each new bucket, and speaks once per episode, within a budget of alerts.
 *
 * <p>A deterministic floor (residual surprise, judged against the series' own tail) always runs; a Tribuo one-class model
 * over the same residuals may add to it and may be turned off or swapped at any time.
 */
@NullMarked
package io.tillwatch.models.anomaly;

import org.jspecify.annotations.NullMarked;
