package io.tillwatch.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a whole process cost, from its start to the moment it tells, which is its last deed.
 *
 * @param cpuSeconds user and system time, start-up and compilers included
 * @param wallSeconds since the process began
 * @param peakRssMb highest resident memory; 0 on systems without {@code /proc}
 * @param figures what else it has to say
 */
record ProcessCost(double cpuSeconds, double wallSeconds, long peakRssMb, Map<String, Long> figures) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Of the process that asks. */
    static ProcessCost here(Map<String, Long> figures) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        Duration cpu = info.totalCpuDuration().orElse(Duration.ZERO);
        Duration wall = info.startInstant()
                .map(began -> Duration.between(began, java.time.Instant.now()))
                .orElse(Duration.ZERO);
        return new ProcessCost(
                Figures.round(cpu.toMillis() / 1e3, 2),
                Figures.round(wall.toMillis() / 1e3, 2),
                highestRssMb(),
                figures);
    }

    private static long highestRssMb() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
