/**
 * A task's state in one RocksDB, written behind: what changes between two commits is packed into a few chunks, and a
 * chunk is at once one atomic write to RocksDB and one record of the changelog. Restoring is writing the chunks again. Beside it, for what is little and changes with every
 * event: a key-value store that serializes its values once a commit.
 */
@NullMarked
package io.tillwatch.state;

import org.jspecify.annotations.NullMarked;
