/**
 * The envelope: CloudEvents 1.0 over the Kafka protocol binding in binary mode. Attributes are {@code ce_*} headers,
 * so deduplication, clocks and routing never parse the body.
 */
@NullMarked
package io.tillwatch.contracts.event;

import org.jspecify.annotations.NullMarked;
