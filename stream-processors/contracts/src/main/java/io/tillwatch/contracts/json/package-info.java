/** One JSON dialect for all topics, files and APIs. */
@NullMarked
package io.tillwatch.contracts.json;

import org.jspecify.annotations.NullMarked;
