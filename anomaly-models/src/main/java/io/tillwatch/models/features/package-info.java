/**
 * What a series looked like against its own past: predictors (level, time of day, hour of week), residuals on a common
 * scale, surprise of counts and values, and the empirical tail that turns a surprise into "one in so many".
 */
@NullMarked
package io.tillwatch.models.features;

import org.jspecify.annotations.NullMarked;
