/**
 * The words that all rooms share: canonical events, topics, flows, values and the records that the product itself
 * writes. Depends on Jackson and the Kafka serializer interfaces only.
 */
@NullMarked
package io.tillwatch.contracts;

import org.jspecify.annotations.NullMarked;
