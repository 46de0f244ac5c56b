package io.tillwatch.models.anomaly;

/**
 * One reason of a verdict.
 *
 * @param name which comparison, for instance {@code level} or {@code hour-of-week}
 * @param value residual on a standard-normal scale, positive when the series is above what was expected
 * @param oneIn how rare such a residual is: one in so many observations
 * @param text the reason in words with its figures
 */
public record Feature(String name, double value, double oneIn, String text) {}
