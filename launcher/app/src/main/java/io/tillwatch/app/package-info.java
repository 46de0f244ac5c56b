/** The composition root: the {@code tillwatch} command. Holds no rule of any domain. */
@NullMarked
package io.tillwatch.app;

import org.jspecify.annotations.NullMarked;
