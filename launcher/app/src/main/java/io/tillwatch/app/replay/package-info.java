/** Maps a retailer's real file to events and totals. */
@NullMarked
package io.tillwatch.app.replay;

import org.jspecify.annotations.NullMarked;
