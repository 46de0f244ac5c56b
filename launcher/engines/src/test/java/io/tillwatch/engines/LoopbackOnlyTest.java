package io.tillwatch.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.engines.junit.FlinkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Asks the kernel which sockets of this process listen, since an engine opens more than those that it tells of. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(FlinkExtension.class)
class LoopbackOnlyTest {
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");
    private static final String LISTEN = "0A";

    @Test
    void no_engine_in_this_process_listens_to_another_machine(EmbeddedFlink flink, @TempDir Path dataDir)
            throws IOException {
        // Given both engines that run in this process
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0)) {

            // When
            List<String> listeners = listeners();

            // Then
            assertThat(kafka.check()).isEqualTo(Health.UP);
            assertThat(flink.check()).isEqualTo(Health.UP);
            assertThat(listeners)
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(LOOPBACK).contains(address.substring(0, address.indexOf(':'))));
        }
    }

    /** Addresses in the kernel's notation: hexadecimal words in the byte order of the machine. */
    private static List<String> listeners() throws IOException {
        Set<String> own = ownSockets();
        try (Stream<String> four = Files.lines(Path.of("/proc/self/net/tcp"));
                Stream<String> six = Files.lines(Path.of("/proc/self/net/tcp6"))) {
            return Stream.concat(four.skip(1), six.skip(1))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(cells -> cells[3].equals(LISTEN) && own.contains("socket:[" + cells[9] + "]"))
                    .map(cells -> cells[1])
                    .toList();
        }
    }

    private static Set<String> ownSockets() throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                sockets.add(target(descriptor));
            }
        }
        return sockets;
    }

    /** What a descriptor stands for; empty when it was closed since the folder was listed. */
    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
