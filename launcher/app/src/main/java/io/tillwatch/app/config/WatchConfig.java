package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.inventory.WatchRules;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The section {@code inventory.watch}: what it leaves out stays as {@link WatchRules#DEFAULT} says. */
record WatchConfig(
        @JsonProperty("countUnits") @Nullable BigDecimal countUnits,
        @JsonProperty("countShare") @Nullable BigDecimal countShare,
        @JsonProperty("countGrace") @Nullable String countGrace,
        @JsonProperty("transferArrival") @Nullable String transferArrival,
        @JsonProperty("transferRest") @Nullable String transferRest,
        @JsonProperty("sequenceGrace") @Nullable String sequenceGrace,
        @JsonProperty("orderEnd") @Nullable String orderEnd,
        @JsonProperty("sessionClose") @Nullable String sessionClose) {

    /** @throws IllegalArgumentException naming the key that is wrong */
    WatchRules rules() {
        WatchRules usual = WatchRules.DEFAULT;
        return new WatchRules(
                countUnits == null ? usual.countUnits() : countUnits,
                countShare == null ? usual.countShare() : countShare,
                duration(countGrace, usual.countGrace(), "countGrace"),
                duration(transferArrival, usual.transferArrival(), "transferArrival"),
                duration(transferRest, usual.transferRest(), "transferRest"),
                duration(sequenceGrace, usual.sequenceGrace(), "sequenceGrace"),
                duration(orderEnd, usual.orderEnd(), "orderEnd"),
                duration(sessionClose, usual.sessionClose(), "sessionClose"));
    }

    private static Duration duration(@Nullable String text, Duration usual, String key) {
        if (text == null) {
            return usual;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            // Without the cause: the innermost message is the one that a person gets to read.
            throw new IllegalArgumentException(
                    "inventory.watch." + key + " must be a duration such as PT30M, PT4H or P1D");
        }
    }
}
