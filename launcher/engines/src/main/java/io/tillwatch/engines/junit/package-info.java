/** One-line fixtures: {@code @ExtendWith(KafkaExtension.class)} gives a test a real broker. */
@NullMarked
package io.tillwatch.engines.junit;

import org.jspecify.annotations.NullMarked;
