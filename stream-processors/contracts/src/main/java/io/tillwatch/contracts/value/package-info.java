/** Values without rounding: money as minor units with a currency, quantity as a decimal with a unit. */
@NullMarked
package io.tillwatch.contracts.value;

import org.jspecify.annotations.NullMarked;
