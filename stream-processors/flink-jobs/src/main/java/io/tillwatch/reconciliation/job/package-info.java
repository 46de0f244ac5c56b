/**
 * The reconciliation as a Flink job: events and Odoo documents come from Kafka, cases, signals and accounts go back to
 * it, with identities that make a second delivery the same as none. The rule stands in {@link io.tillwatch.reconciliation.Reconciler}; here is only what an engine needs:
 * reading records, state that survives, and writing records.
 */
@NullMarked
package io.tillwatch.reconciliation.job;

import org.jspecify.annotations.NullMarked;
