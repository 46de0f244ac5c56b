package io.tillwatch.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Gives an unpacked server of its own the plugin {@code RestoredAnalysis}. It is compiled where the test runs, against
 * that server's own jars: so no artifact of ours, and no module, depends on a server.
 */
final class ServerPlugin {
    private static final String NAME = "RestoredAnalysis";

    private ServerPlugin() {}

    /** @param home an unpacked distribution that nobody else uses */
    static void install(Path home) throws IOException {
        Path plugin = Files.createDirectories(home.resolve("plugins/restored-analysis"));
        Path classes = Files.createTempDirectory(home.toAbsolutePath().getParent(), "server-plugin");
        List<Path> jars = jars(home);
        compile(source(classes), classes, jars);
        pack(classes, plugin.resolve("restored-analysis.jar"));
        Files.writeString(plugin.resolve("plugin-descriptor.properties"), """
                name=restored-analysis
                description=analyzers that the small server lacks
                version=1
                classname=io.tillwatch.serverplugin.%s
                java.version=17
                elasticsearch.version=%s
                """.formatted(NAME, version(jars)));
    }

    private static Path source(Path directory) throws IOException {
        Path source = directory.resolve(NAME + ".java");
        try (InputStream in = ServerPlugin.class.getResourceAsStream("/server-plugin/" + NAME + ".java")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        return source;
    }

    private static List<Path> jars(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static String version(List<Path> jars) {
        return jars.stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .filter(name -> name.matches("elasticsearch-\\d.*\\.jar"))
                .map(name -> name.replaceAll("^elasticsearch-|\\.jar$", ""))
                .findFirst()
                .orElseThrow();
    }

    private static void compile(Path source, Path classes, List<Path> jars) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        StringWriter said = new StringWriter();
        String path =
                jars.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", path),
                        null,
                        compiler.getStandardFileManager(null, null, UTF_8).getJavaFileObjects(source))
                .call();
        if (!compiled) {
            throw new IllegalStateException("the plugin does not compile against this server: " + said);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                packed.write(Files.readAllBytes(file));
                packed.closeEntry();
            }
        }
    }
}
