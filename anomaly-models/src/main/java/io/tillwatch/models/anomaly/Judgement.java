package io.tillwatch.models.anomaly;

/**
 * How rare an observation is, as -log10 of a probability.
 *
 * @param rarity of the whole, floor and model together
 * @param raw what was calibrated into the rarity
 * @param byFeature of each residual
 * @param strangeness what the model gave, not a number without a model
 * @param byModel whether the model said more than the floor
 * @param modelId the model, or the floor
 */
// never compared with another; arrays spare a boxed list per observation
@SuppressWarnings("ArrayRecordComponent")
record Judgement(double rarity, double raw, double[] byFeature, double strangeness, boolean byModel, String modelId) {}
