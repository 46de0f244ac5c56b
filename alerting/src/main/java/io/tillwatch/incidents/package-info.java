/** From signals to incidents: identity, priority that explains itself, causes, and what people say. Pure. */
@NullMarked
package io.tillwatch.incidents;

import org.jspecify.annotations.NullMarked;
