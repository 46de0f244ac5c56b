package io.tillwatch.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.app.Main;
import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger costs as its state grows: for each number of keys a process of its own touches them all, and then
 * measures as {@code bench inventory} does. Only a fresh process tells its own memory.
 */
final class GrowthBench {
    private final BenchSetup setup;

    GrowthBench(BenchSetup setup) {
        this.setup = setup;
    }

    /**
     * One number of keys.
     *
     * @param keys positions that the ledger holds
     * @param eventsPerSecond of events that come when all those positions stand
     */
    record Step(
            long keys,
            double eventsPerSecond,
            double ratioToConsumeAndParse,
            double cpuMicrosPerEvent,
            long rssMb,
            long stateMb,
            double restartSeconds,
            double restoreSeconds,
            double secondsUntilRunning,
            double restoredEntriesPerSecond,
            long wrong) {
        static Step of(JsonNode report) {
            JsonNode restore = report.path("restore");
            return new Step(
                    report.path("keys").asLong(),
                    report.path("eventsPerSecond").asDouble(),
                    report.path("ratioToConsumeAndParse").asDouble(),
                    report.path("cpuMicrosPerEvent").asDouble(),
                    report.path("rssMb").asLong(),
                    report.path("stateMb").asLong(),
                    report.path("restartSeconds").asDouble(),
                    restore.path("seconds").asDouble(),
                    restore.path("secondsUntilRunning").asDouble(),
                    restore.path("entriesPerSecond").asDouble(),
                    report.path("wrong").asLong());
        }
    }

    /**
     * All steps.
     *
     * @param wrong positions that differ from an independent sum of the events; must be 0
     */
    record Report(
            List<Step> steps,
            long events,
            long commitIntervalMillis,
            String processingGuarantee,
            long wrong,
            InventoryReport.Jvm jvm,
            long seed) {}

    Report run(List<Integer> keys) {
        List<Step> steps = keys.stream().map(this::step).toList();
        return new Report(
                steps,
                setup.events(),
                setup.commitInterval().toMillis(),
                InventoryBench.GUARANTEE,
                steps.stream().mapToLong(Step::wrong).sum(),
                InventoryReport.Jvm.here(),
                setup.seed());
    }

    private Step step(int keys) {
        try {
            Process process = new ProcessBuilder(command(keys))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] told = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            if (told.length == 0) {
                throw new UserError("the measurement of " + keys + " keys ended with code " + code
                        + ": its message stands above, and more in the log file");
            }
            return Step.of(Json.mapper().readTree(told));
        } catch (IOException e) {
            throw new UserError("the measurement of " + keys + " keys cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
    }

    /** The same Java with the same options. */
    private List<String> command(int keys) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("bench", "inventory", "--mix", "stock", "--json"));
        command.addAll(List.of("--keys", Integer.toString(keys), "--fill", Integer.toString(keys)));
        command.addAll(List.of("--events", Long.toString(setup.events())));
        command.addAll(List.of("--rounds", Integer.toString(setup.rounds())));
        command.addAll(List.of("--seed", Long.toString(setup.seed())));
        command.addAll(List.of("--late-duplicates", Double.toString(setup.lateDuplicates())));
        command.addAll(List.of("--commit-interval", setup.commitInterval().toString()));
        command.addAll(List.of("--threads", Integer.toString(setup.threads())));
        command.addAll(List.of("--body-bytes", Integer.toString(setup.bodyBytes())));
        command.addAll(List.of("--data-dir", setup.dataDir().resolve("growth").toString()));
        return command;
    }
}
