/** Runs Tillwatch on the user's own engines, all of it or role by role. */
@NullMarked
package io.tillwatch.app.run;

import org.jspecify.annotations.NullMarked;
