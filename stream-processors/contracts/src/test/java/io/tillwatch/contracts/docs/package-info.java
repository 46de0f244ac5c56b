/** Checks what is written for others against the records. */
@NullMarked
package io.tillwatch.contracts.docs;

import org.jspecify.annotations.NullMarked;
