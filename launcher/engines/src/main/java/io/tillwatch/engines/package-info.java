/** Embedded engines as lifecycle objects. Nothing of Tillwatch's own is in here. */
@NullMarked
package io.tillwatch.engines;

import org.jspecify.annotations.NullMarked;
