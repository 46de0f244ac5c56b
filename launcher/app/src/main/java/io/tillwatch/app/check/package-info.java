/** Tells whether a configuration would work, before anything starts. */
@NullMarked
package io.tillwatch.app.check;

import org.jspecify.annotations.NullMarked;
