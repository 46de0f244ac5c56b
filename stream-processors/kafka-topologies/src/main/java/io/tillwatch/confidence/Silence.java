package io.tillwatch.confidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A silence that was judged.
 *
 * @param since occurrence time of the last event before it
 * @param until when the location was heard again; null while it is not
 */
record Silence(Instant since, @Nullable Instant until) {}
