package io.tillwatch.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The server's own zip, resolved on the user's machine and unpacked once. It is Elastic's (Elastic License 2.0, SSPL or
 * AGPL) and never part of our artifacts.
 */
public final class ElasticsearchDistribution {
    /** The version that is run when nothing else is configured. */
    public static final String VERSION = "8.19.21";

    private static final String GROUP = "org.elasticsearch.distribution.integ-test-zip";
    private static final String COMPLETE = ".unpacked";

    private ElasticsearchDistribution() {}

    /**
     * The zip: the configured one, else the one in the local Maven repository, which is fetched when it is absent.
     *
     * @param progress told in words what takes time
     * @throws EngineException when there is none and it cannot be fetched
     */
    public static Path locate(@Nullable Path configured, Consumer<String> progress) {
        if (configured != null) {
            if (!Files.isRegularFile(configured)) {
                throw new EngineException("elasticsearch.distribution names " + configured
                        + ", which is not there: give the path of an Elasticsearch zip");
            }
            return configured;
        }
        Path zip = inMavenRepository();
        if (!Files.isRegularFile(zip)) {
            progress.accept("fetching Elasticsearch " + VERSION + " (107 MB, once)");
            fetch();
        }
        if (!Files.isRegularFile(zip)) {
            throw new EngineException("Elasticsearch " + VERSION + " could not be fetched: run 'mvn dependency:get"
                    + " -Dtransitive=false -Dartifact=" + coordinates() + "', or name a zip with"
                    + " elasticsearch.distribution");
        }
        return zip;
    }

    /** Unpacks the zip below a directory, once also when several processes ask at the same time. */
    public static Path unpack(Path zip, Path below, Consumer<String> progress) {
        String name = String.valueOf(zip.getFileName()).replace(".zip", "");
        Path home = below.resolve(name);
        try {
            Files.createDirectories(below);
            try (FileChannel channel = FileChannel.open(
                            below.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || !Files.exists(home.resolve(COMPLETE))) {
                    progress.accept("unpacking Elasticsearch " + VERSION + " (once)");
                    deleteTree(home);
                    extract(zip, home);
                    Files.createFile(home.resolve(COMPLETE));
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip + " below " + below, e);
        }
    }

    private static void extract(Path zip, Path root) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                // The zip's own top folder carries the version; ours carries the file's name.
                String inside = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = root.resolve(inside).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException("the zip holds a path outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
                if (inside.startsWith("bin/") && !target.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + target + " executable");
                }
            }
        }
    }

    private static void fetch() {
        try {
            Process maven = new ProcessBuilder(
                            "mvn", "-B", "-q", "dependency:get", "-Dtransitive=false", "-Dartifact=" + coordinates())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            maven.waitFor();
        } catch (IOException e) {
            throw new EngineException(
                    "Elasticsearch " + VERSION
                            + " is not in the local Maven repository and 'mvn' cannot be run to fetch"
                            + " it: install Maven, or name a zip with elasticsearch.distribution",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while fetching Elasticsearch", e);
        }
    }

    private static String coordinates() {
        return GROUP + ":elasticsearch:" + VERSION + ":zip";
    }

    private static Path inMavenRepository() {
        String local = System.getProperty("maven.repo.local");
        Path repository =
                local == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(local);
        return repository
                .resolve(GROUP.replace('.', '/'))
                .resolve("elasticsearch")
                .resolve(VERSION)
                .resolve("elasticsearch-" + VERSION + ".zip");
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
