/** The HTTP API: one table of operations from which both the routes and the OpenAPI document are made. */
@NullMarked
package io.tillwatch.console.api;

import org.jspecify.annotations.NullMarked;
