package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How several instances of the inventory share their work.
 *
 * @param advertisedAddress {@code host:port} at which the others reach this process's console; null: it is alone
 * @param standbyReplicas how many further copies of the ledger are kept on other instances
 * @param sessionTimeout after how long a silent instance loses its work to the others
 */
public record InventoryConfig(@Nullable String advertisedAddress, int standbyReplicas, Duration sessionTimeout) {
    static final InventoryConfig DEFAULT = of(null, null, null);

    private static final int DEFAULT_SESSION_SECONDS = 15;
    private static final int LEAST_SESSION_SECONDS = 6;
    private static final int MOST_SESSION_SECONDS = 300;
    private static final int MOST_REPLICAS = 5;

    @JsonCreator
    static InventoryConfig of(
            @JsonProperty("advertisedAddress") @Nullable String advertisedAddress,
            @JsonProperty("standbyReplicas") @Nullable Integer standbyReplicas,
            @JsonProperty("sessionTimeoutSeconds") @Nullable Integer sessionTimeoutSeconds) {
        int replicas = standbyReplicas == null ? 0 : standbyReplicas;
        int session = sessionTimeoutSeconds == null ? DEFAULT_SESSION_SECONDS : sessionTimeoutSeconds;
        Check.that(
                advertisedAddress == null || isAddress(advertisedAddress),
                "inventory.advertisedAddress",
                "must be the host:port at which other instances reach this one's console");
        Check.that(
                replicas >= 0 && replicas <= MOST_REPLICAS,
                "inventory.standbyReplicas",
                "must lie between 0 and " + MOST_REPLICAS + ", was " + replicas);
        Check.that(
                replicas == 0 || advertisedAddress != null,
                "inventory.standbyReplicas",
                "needs inventory.advertisedAddress: nobody could ask the copies");
        Check.that(
                session >= LEAST_SESSION_SECONDS && session <= MOST_SESSION_SECONDS,
                "inventory.sessionTimeoutSeconds",
                "must lie between " + LEAST_SESSION_SECONDS + " and " + MOST_SESSION_SECONDS + ", was " + session);
        return new InventoryConfig(advertisedAddress, replicas, Duration.ofSeconds(session));
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && text.substring(colon + 1).matches("[1-9]\\d{0,4}") && text.indexOf('/') < 0;
    }
}
