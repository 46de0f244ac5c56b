@org.jspecify.annotations.NullMarked
package io.tillwatch.app.metrics;
