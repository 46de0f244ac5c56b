/**
 * What is happening now: the output topics folded into bounded state in memory, and the changes sent on as they come.
 * State is a fold over records and knows no engine; the feed is the thin Kafka adapter.
 */
@NullMarked
package io.tillwatch.console.live;

import org.jspecify.annotations.NullMarked;
