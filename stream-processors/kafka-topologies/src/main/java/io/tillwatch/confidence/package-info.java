/**
 * How sure a position is. Each location's last word and usual pace are kept; when it says nothing for longer than its
 * pace lets chance explain, or its link is known to be down, what it may have sold since makes an interval of each of its
 * positions. The interval is reckoned where a position is read: a store that falls silent writes one record, not one for
 * each of its thousands of positions.
 */
@NullMarked
package io.tillwatch.confidence;

import org.jspecify.annotations.NullMarked;
