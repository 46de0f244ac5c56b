/**
 * The stock ledger: a position is a pure function of the set of its movements, never of their order of arrival.
 */
@NullMarked
package io.tillwatch.inventory;

import org.jspecify.annotations.NullMarked;
