/** Tests of the console, and a preview of it with a made-up retailer in memory. */
@NullMarked
package io.tillwatch.console;

import org.jspecify.annotations.NullMarked;
