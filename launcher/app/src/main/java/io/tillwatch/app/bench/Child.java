package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of ours as a process of its own, which tells its cost as its last line. */
final class Child {
    private static final long LIMIT_MINUTES = 20;

    private Child() {}

    /** @param classPath the libraries it needs, without those of the other side */
    static ProcessCost run(Class<?> main, String classPath, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dtillwatch.log=" + System.getProperty("tillwatch.log", ".tillwatch/tillwatch.log"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                List<String> told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
                if (!ended || process.exitValue() != 0 || told.isEmpty()) {
                    throw new UserError(
                            main.getSimpleName() + " failed: its message stands above, and more in the log");
                }
                return Json.read(told.get(told.size() - 1).getBytes(StandardCharsets.UTF_8), ProcessCost.class);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UserError(main.getSimpleName() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
    }

    /** The classes parsed beforehand, where this process has them itself; they go with {@link #ownClassPath}. */
    static List<String> ownArchive() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile="))
                .toList();
    }

    /** Everything that the command runs on. */
    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** Our classes with libraries that only measurements use: they stand beside those of the product, not among them. */
    static String benchClassPath() {
        try {
            Path classes = Path.of(Child.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path libraries = classes.resolveSibling("bench-lib");
            return Files.isDirectory(libraries)
                    ? String.join(
                            java.io.File.pathSeparator,
                            libraries.resolve("*").toString(),
                            classes.toString(),
                            classes.resolveSibling("lib").resolve("*").toString())
                    : ownClassPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where the classes are is no path", e);
        }
    }
}
