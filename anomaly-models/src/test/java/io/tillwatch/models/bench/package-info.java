/** Runs the models over the public benchmarks and writes what the scorers read. */
@NullMarked
package io.tillwatch.models.bench;

import org.jspecify.annotations.NullMarked;
