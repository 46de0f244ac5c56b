package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.inventory.WatchRules;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stock ledger: what it is to know, and how several instances share its work.
 *
 * @param horizon an event that occurred longer ago is quarantined; must exceed the longest offline period of the flows
 * @param assortment the page of known SKUs, kits and units; null: every SKU is known and none is a kit
 * @param allocation the page of what channels may promise; null takes the built-in one of the demo's retailer
 * @param watch what is no trouble yet
 * @param advertisedAddress {@code host:port} at which the others reach this process's console; null: it is alone
 * @param standbyReplicas how many further copies of the ledger are kept on other instances
 * @param sessionTimeout after how long a silent instance loses its work to the others
 */
public record InventoryConfig(
        Duration horizon,
        @Nullable Path assortment,
        @Nullable Path allocation,
        WatchRules watch,
        @Nullable String advertisedAddress,
        int standbyReplicas,
        Duration sessionTimeout) {
    static final InventoryConfig DEFAULT = of(null, null, null, null, null, null, null);

    private static final int DEFAULT_HORIZON_DAYS = 35;
    private static final int MOST_HORIZON_DAYS = 400;
    private static final int DEFAULT_SESSION_SECONDS = 15;
    private static final int LEAST_SESSION_SECONDS = 6;
    private static final int MOST_SESSION_SECONDS = 300;
    private static final int MOST_REPLICAS = 5;

    @JsonCreator
    static InventoryConfig of(
            @JsonProperty("horizonDays") @Nullable Integer horizonDays,
            @JsonProperty("assortment") @Nullable Path assortment,
            @JsonProperty("allocation") @Nullable Path allocation,
            @JsonProperty("watch") @Nullable WatchConfig watch,
            @JsonProperty("advertisedAddress") @Nullable String advertisedAddress,
            @JsonProperty("standbyReplicas") @Nullable Integer standbyReplicas,
            @JsonProperty("sessionTimeoutSeconds") @Nullable Integer sessionTimeoutSeconds) {
        int days = horizonDays == null ? DEFAULT_HORIZON_DAYS : horizonDays;
        int replicas = standbyReplicas == null ? 0 : standbyReplicas;
        int session = sessionTimeoutSeconds == null ? DEFAULT_SESSION_SECONDS : sessionTimeoutSeconds;
        Check.that(
                days >= 1 && days <= MOST_HORIZON_DAYS,
                "inventory.horizonDays",
                "must lie between 1 and " + MOST_HORIZON_DAYS + ", was " + days);
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
        return new InventoryConfig(
                Duration.ofDays(days),
                assortment,
                allocation,
                watch == null ? WatchRules.DEFAULT : watch.rules(),
                advertisedAddress,
                replicas,
                Duration.ofSeconds(session));
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && text.substring(colon + 1).matches("[1-9]\\d{0,4}") && text.indexOf('/') < 0;
    }
}
