/**
 * The flow catalogue held against itself ({@code flows lint}) and against what runs ({@code flows discover}). The census
 * reads the broker and changes nothing there; what follows from it is a rule that knows no broker.
 */
@NullMarked
package io.tillwatch.app.flows;

import org.jspecify.annotations.NullMarked;
