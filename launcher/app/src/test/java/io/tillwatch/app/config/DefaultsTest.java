package io.tillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.inventory.WatchRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    @Test
    void everything_is_embedded_and_on_loopback_unless_told_otherwise() {
        TillwatchConfig config = ConfigFile.read(null);

        assertThat(config.dataDir()).isEqualTo(Path.of(".tillwatch"));
        assertThat(config.flows()).isNull();
        assertThat(config.kafka().bootstrapServers()).isNull();
        assertThat(config.kafka().port()).isEqualTo(19_092);
        assertThat(config.kafka().replicationFactor()).isEqualTo((short) 1);
        assertThat(config.elasticsearch().url()).isNull();
        assertThat(config.elasticsearch().port()).isEqualTo(19_200);
        assertThat(config.odoo().url()).isNull();
        assertThat(config.odoo().credentialEnv()).isEqualTo("TILLWATCH_ODOO_KEY");
        assertThat(config.odoo().readBy()).isEqualTo(OdooConfig.ReadBy.FEED);
        assertThat(config.odoo().goods()).isTrue();
        assertThat(config.odoo().warnBeforeKeyEnds()).isEqualTo(Duration.ofDays(14));
        assertThat(config.console()).isEqualTo(new ConsoleConfig("127.0.0.1", 7878));
        assertThat(config.notification().receivers()).isEmpty();
        assertThat(config.notification().consoleUrl()).isNull();
        assertThat(config.inventory().horizon()).isEqualTo(Duration.ofDays(35));
        assertThat(config.inventory().assortment()).isNull();
        assertThat(config.inventory().allocation()).isNull();
        assertThat(config.inventory().watch()).isEqualTo(WatchRules.DEFAULT);
        assertThat(config.inventory().advertisedAddress()).isNull();
        assertThat(config.inventory().standbyReplicas()).isZero();
        assertThat(config.inventory().sessionTimeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "advertisedAddress: http://host:7878 | inventory.advertisedAddress must be the host:port",
                "advertisedAddress: host | inventory.advertisedAddress must be the host:port",
                "advertisedAddress: host:0 | inventory.advertisedAddress must be the host:port",
                "standbyReplicas: 1 | inventory.standbyReplicas needs inventory.advertisedAddress",
                "standbyReplicas: -1 | inventory.standbyReplicas must lie between 0 and 5",
                "horizonDays: 0 | inventory.horizonDays must lie between 1 and 400",
                "watch: {countGrace: soon} | inventory.watch.countGrace must be a duration",
                "watch: {orderEnd: PT0S} | inventory.watch.orderEnd must be longer than nothing",
                "watch: {countShare: -1} | inventory.watch.countShare must not be negative",
                "sessionTimeoutSeconds: 2 | inventory.sessionTimeoutSeconds must lie between 6 and 300"
            })
    void a_key_of_the_inventory_that_cannot_be_used_is_named(String line, String says, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), "inventory:\n  " + line + "\n");

        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readBy: hand | odoo.readBy must be feed or job, not hand",
                "warnBeforeKeyEnds: soon | odoo.warnBeforeKeyEnds must be a duration"
            })
    void a_key_of_odoo_that_cannot_be_used_is_named(String line, String says, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), "odoo:\n  " + line + "\n");

        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(says);
    }

    @Test
    void the_pages_of_the_inventory_are_read_and_a_wrong_one_is_named(@TempDir Path directory) throws IOException {
        // Given
        Path kits = Files.writeString(directory.resolve("kits.yaml"), "kits: [{sku: SET, parts: {MUG: 2}}]\n");
        Path channels = Files.writeString(
                directory.resolve("channels.yaml"), "channels: [{channel: shop, locations: [\"*\"]}]\n");
        Path file = Files.writeString(
                directory.resolve("t.yaml"),
                "inventory: {horizonDays: 2, assortment: " + kits + ", allocation: " + channels
                        + ", watch: {countUnits: 3, countGrace: PT1H}}\n");

        // When
        TillwatchConfig config = ConfigFile.read(file);

        // Then
        assertThat(ConfigFile.allocation(config).channels()).hasSize(1);
        assertThat(config.inventory().watch().countUnits()).isEqualByComparingTo("3");
        assertThat(config.inventory().watch().countGrace()).isEqualTo(Duration.ofHours(1));
        assertThat(config.inventory().watch().orderEnd()).isEqualTo(WatchRules.DEFAULT.orderEnd());
        FlowCatalogue flows = ConfigFile.flows(config);
        assertThatThrownBy(() -> ConfigFile.ledger(config, WorldClock.system(), flows))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("inventory.horizon must exceed the longest offline period");
        Files.writeString(file, "inventory: {assortment: " + kits + "}\n");
        TillwatchConfig broken = ConfigFile.read(file);
        assertThatThrownBy(() -> ConfigFile.ledger(broken, WorldClock.system(), flows))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a kit needs sku, from and parts");
    }

    @Test
    void a_file_changes_only_what_it_names(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.yaml"), "kafka:\n  bootstrapServers: k1:9092,k2:9092\n  replicationFactor: 3\n");

        TillwatchConfig config = ConfigFile.read(file);

        assertThat(config.kafka().bootstrapServers()).isEqualTo("k1:9092,k2:9092");
        assertThat(config.kafka().replicationFactor()).isEqualTo((short) 3);
        assertThat(config.console()).isEqualTo(ConsoleConfig.DEFAULT);
    }
}
