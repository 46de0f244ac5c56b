/** Layering of the module. */
@NullMarked
package io.tillwatch.models;

import org.jspecify.annotations.NullMarked;
