/** Every topic as one typed entry: name, key, codec, partitions, retention, owner, class. */
@NullMarked
package io.tillwatch.contracts.topic;

import org.jspecify.annotations.NullMarked;
