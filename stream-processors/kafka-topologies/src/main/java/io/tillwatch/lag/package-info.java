/**
 * How far consumer groups are behind, in records and in time, for our own groups and foreign ones. The rules are plain
 * classes over sampled offsets; {@code LagPoller} samples them with an admin client and changes nothing on the broker.
 */
@NullMarked
package io.tillwatch.lag;

import org.jspecify.annotations.NullMarked;
