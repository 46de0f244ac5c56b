/** Documents in Elasticsearch: strict templates, deterministic ids, external versions, nothing lost while it is away. */
@NullMarked
package io.tillwatch.index;

import org.jspecify.annotations.NullMarked;
