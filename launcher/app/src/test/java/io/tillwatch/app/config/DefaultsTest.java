package io.tillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(config.console()).isEqualTo(new ConsoleConfig("127.0.0.1", 7878));
        assertThat(config.notification().webhookUrl()).isNull();
        assertThat(config.notification().maxPriority()).isEqualTo(2);
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
