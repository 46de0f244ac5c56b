package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration. Every section may be absent: then its defaults hold.
 *
 * @param dataDir where embedded engines and state stores keep their files
 * @param flows the flow catalogue; null takes the built-in one of the demo's retailer
 */
public record TillwatchConfig(
        Path dataDir,
        @Nullable Path flows,
        KafkaConfig kafka,
        ElasticsearchConfig elasticsearch,
        OdooConfig odoo,
        ConsoleConfig console,
        NotifyConfig notification,
        InventoryConfig inventory) {

    @JsonCreator
    static TillwatchConfig of(
            @JsonProperty("dataDir") @Nullable Path dataDir,
            @JsonProperty("flows") @Nullable Path flows,
            @JsonProperty("kafka") @Nullable KafkaConfig kafka,
            @JsonProperty("elasticsearch") @Nullable ElasticsearchConfig elasticsearch,
            @JsonProperty("odoo") @Nullable OdooConfig odoo,
            @JsonProperty("console") @Nullable ConsoleConfig console,
            @JsonProperty("notify") @Nullable NotifyConfig notification,
            @JsonProperty("inventory") @Nullable InventoryConfig inventory) {
        return new TillwatchConfig(
                dataDir == null ? Path.of(".tillwatch") : dataDir,
                flows,
                kafka == null ? KafkaConfig.DEFAULT : kafka,
                elasticsearch == null ? ElasticsearchConfig.DEFAULT : elasticsearch,
                odoo == null ? OdooConfig.NONE : odoo,
                console == null ? ConsoleConfig.DEFAULT : console,
                notification == null ? NotifyConfig.NONE : notification,
                inventory == null ? InventoryConfig.DEFAULT : inventory);
    }

    /** All defaults. */
    public static TillwatchConfig defaults() {
        return of(null, null, null, null, null, null, null, null);
    }

    /** The same with all files below another directory. */
    public TillwatchConfig in(Path directory) {
        return new TillwatchConfig(directory, flows, kafka, elasticsearch, odoo, console, notification, inventory);
    }

    public TillwatchConfig with(ConsoleConfig other) {
        return new TillwatchConfig(dataDir, flows, kafka, elasticsearch, odoo, other, notification, inventory);
    }
}
