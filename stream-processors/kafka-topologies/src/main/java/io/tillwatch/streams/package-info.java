/** What all topologies share: their runtime, the quarantine branch and the accounting of outcomes. */
@NullMarked
package io.tillwatch.streams;

import org.jspecify.annotations.NullMarked;
