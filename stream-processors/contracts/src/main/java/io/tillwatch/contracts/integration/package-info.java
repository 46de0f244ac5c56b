/** Bodies of what the integration fabric says of itself, and of the calendar that explains it. */
@NullMarked
package io.tillwatch.contracts.integration;

import org.jspecify.annotations.NullMarked;
