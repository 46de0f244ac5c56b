/**
 * A stand-in for Odoo that answers a reader as the real server does: same protocols, statuses, errors and shapes of
 * rows. It is filled from an export or by the simulated world, and posts sales the way Odoo does.
 */
@NullMarked
package io.tillwatch.simulator.odoo;

import org.jspecify.annotations.NullMarked;
