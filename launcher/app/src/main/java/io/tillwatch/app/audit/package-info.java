/** Holds the audit against itself. */
@NullMarked
package io.tillwatch.app.audit;

import org.jspecify.annotations.NullMarked;
