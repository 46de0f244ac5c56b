/** Tells people of incidents where they are: a signed webhook, which never holds up an incident. */
@NullMarked
package io.tillwatch.notify;

import org.jspecify.annotations.NullMarked;
