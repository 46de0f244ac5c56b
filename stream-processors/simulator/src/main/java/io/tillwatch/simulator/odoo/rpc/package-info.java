/** Odoo's two protocols for readers, JSON-RPC and JSON-2, with its statuses, errors and pages. */
@NullMarked
package io.tillwatch.simulator.odoo.rpc;

import org.jspecify.annotations.NullMarked;
