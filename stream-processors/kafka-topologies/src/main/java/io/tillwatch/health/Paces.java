package io.tillwatch.health;

import io.tillwatch.trend.RateProfile;
import org.jspecify.annotations.Nullable;

/** What is usual, as far as it was learned. */
@FunctionalInterface
interface Paces {
    /** Stands for a flow as a whole, beside its sources. */
    String WHOLE = "";

    /** Nothing was learned yet. */
    Paces NONE = (flow, source) -> null;

    /** @param source one of the flow's, or {@link #WHOLE}; null while nothing is known of it */
    @Nullable
    RateProfile of(String flow, String source);
}
