/**
 * Reconciles files of millions of receipts with as many orders. {@link
 * io.tillwatch.reconciliation.bulk.BulkReconciliationJob} is one chain of operators without a shuffle: lines become
 * {@linkplain io.tillwatch.reconciliation.bulk.PackedRow packed rows}, a hash join by uuid on managed memory and a sum
 * for each session sieve out whatever agrees, and only what is left is read again and judged by the very {@link
 * io.tillwatch.reconciliation.Reconciler} that judges single documents. The sieve asks {@link
 * io.tillwatch.reconciliation.Agreement} and holds no rule of its own; where it is not sure, it keeps the row.
 */
@NullMarked
package io.tillwatch.reconciliation.bulk;

import org.jspecify.annotations.NullMarked;
