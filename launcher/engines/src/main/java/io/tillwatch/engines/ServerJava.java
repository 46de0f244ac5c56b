package io.tillwatch.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java that a server runs on: ours, or, where it is too old for the server, a newer one that stands beside it. */
public final class ServerJava {
    private static final Pattern SERVER = Pattern.compile("elasticsearch-(\\d+)\\..*\\.jar");
    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(\\d+).*");
    private static final int SINCE = 9;
    private static final int NEEDED = 21;

    private ServerJava() {}

    /** @throws EngineException when the server needs a newer Java than there is */
    static Path of(Path home) {
        Path ours = Path.of(System.getProperty("java.home"));
        if (major(home) < SINCE || Runtime.version().feature() >= NEEDED) {
            return ours;
        }
        return newer().orElseThrow(() -> new EngineException("this Elasticsearch needs a JDK " + NEEDED
                + " or later: install one" + " beside " + ours + ", or run Tillwatch on it"));
    }

    /** A Java that any server can run on; empty when there is none. */
    public static Optional<Path> newer() {
        Path ours = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() >= NEEDED) {
            return Optional.of(ours);
        }
        Path parent = ours.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        try (Stream<Path> beside = Files.list(parent)) {
            return beside.filter(java -> feature(java) >= NEEDED).max(Comparator.comparingInt(ServerJava::feature));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for a JDK in " + parent, e);
        }
    }

    private static int major(Path home) {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.map(jar -> SERVER.matcher(String.valueOf(jar.getFileName())))
                    .filter(Matcher::matches)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home, e);
        }
    }

    private static int feature(Path java) {
        Path release = java.resolve("release");
        if (!Files.isExecutable(java.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        try {
            List<String> lines = Files.readAllLines(release);
            return lines.stream()
                    .map(RELEASE::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + release, e);
        }
    }
}
