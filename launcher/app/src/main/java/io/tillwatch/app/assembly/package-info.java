/** Puts the rooms together: topics, engines and services as one lifecycle, started in order and closed in reverse. */
@NullMarked
package io.tillwatch.app.assembly;

import org.jspecify.annotations.NullMarked;
