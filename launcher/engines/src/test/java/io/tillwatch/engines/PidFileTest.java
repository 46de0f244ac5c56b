package io.tillwatch.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PidFileTest {
    @TempDir
    Path dataDir;

    private Process server;
    private Process owner;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder("sh", "-c", "sleep 600; : elasticsearch").start();
        owner = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stop() {
        new ProcessTree(server.toHandle()).crash();
        owner.destroyForcibly();
    }

    @Test
    void a_server_whose_owner_was_killed_is_stopped() throws Exception {
        // Given
        names(server.pid(), owner.pid(), started(owner));
        owner.destroyForcibly().waitFor();

        // When
        EmbeddedElasticsearch.stopLeftover(dataDir);

        // Then
        assertThat(server.isAlive()).isFalse();
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void a_server_of_somebody_who_lives_is_left_alone_and_named() throws Exception {
        // Given
        names(server.pid(), owner.pid(), started(owner));

        // When, then
        assertThatThrownBy(() -> EmbeddedElasticsearch.stopLeftover(dataDir))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("process " + owner.pid())
                .hasMessageContaining("--data-dir");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void an_id_that_another_process_has_by_now_is_no_owner() throws Exception {
        // Given
        names(server.pid(), owner.pid(), started(owner) - 1_000);

        // When
        EmbeddedElasticsearch.stopLeftover(dataDir);

        // Then
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void a_process_that_is_no_server_is_left_alone() throws Exception {
        // Given an id that came again
        names(owner.pid(), server.pid(), 1);

        // When
        EmbeddedElasticsearch.stopLeftover(dataDir);

        // Then
        assertThat(owner.isAlive()).isTrue();
        assertThat(dataDir).isEmptyDirectory();
    }

    private void names(long serverPid, long ownerPid, long started) throws IOException {
        Files.writeString(dataDir.resolve("elasticsearch.pid"), serverPid + " " + ownerPid + " " + started);
    }

    private static long started(Process process) {
        return process.info().startInstant().orElseThrow().toEpochMilli();
    }
}
