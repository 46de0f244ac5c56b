/** Checks what is written for others against the records. */
@NullMarked
package io.tillwatch.contracts.schema;

import org.jspecify.annotations.NullMarked;
