package io.tillwatch.models.features;

/**
 * One observation against the past of its series.
 *
 * @param x the observation on the scale the residuals are taken on
 * @param expected what was expected, on that scale
 * @param spread spread around it, in the sense of the {@link Law}
 * @param z residuals in the order of {@link Residuals#NAMES}; a comparison that cannot speak yet is 0
 * @param means what each comparison was made with, on that scale, in the same order;
 *     not a number for one that cannot speak yet
 * @param observed what each comparison was made of: the observation, or the sum of the last few
 */
// never compared with another; arrays spare a boxed list per observation
@SuppressWarnings("ArrayRecordComponent")
public record Reading(double x, double expected, double spread, double[] z, double[] means, double[] observed) {}
