/** Everything on one machine: embedded engines, a simulated retailer, and a scored report at the end. */
@NullMarked
package io.tillwatch.app.demo;

import org.jspecify.annotations.NullMarked;
