/**
 * A deterministic retailer: from a seed, a start and a duration follow every event, what Odoo does, the physical truth
 * and the manifest of planted faults. Real time plays no part in it; a player only decides when what is due is sent.
 */
@NullMarked
package io.tillwatch.simulator;

import org.jspecify.annotations.NullMarked;
