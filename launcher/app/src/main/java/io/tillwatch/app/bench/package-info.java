/** Measures, each figure gated by correctness. */
@NullMarked
package io.tillwatch.app.bench;

import org.jspecify.annotations.NullMarked;
