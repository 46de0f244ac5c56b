/** Where a figure is going: its slope without being led astray by single values, and when a backlog will be gone. */
@NullMarked
package io.tillwatch.trend;

import org.jspecify.annotations.NullMarked;
