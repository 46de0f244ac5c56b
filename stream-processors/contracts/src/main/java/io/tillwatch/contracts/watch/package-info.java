/** What Tillwatch itself says: positions, health, cases, signals, incidents, quarantine, accounting. */
@NullMarked
package io.tillwatch.contracts.watch;

import org.jspecify.annotations.NullMarked;
