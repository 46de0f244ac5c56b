package io.tillwatch.app.jobjar;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.app.UserError;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.reconciliation.job.ReconciliationMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.lang3.StringUtils;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.source.KafkaSource;

/**
 * One jar with the job and all that a Flink cluster does not have. The Kafka clients in it are those that the connector
 * was built for, one minor version older than ours: its transactions call a method that ours no longer have.
 */
public final class JobJar {
    private static final List<Class<?>> CONTENT = List.of(
            ReconciliationMain.class,
            EventCodec.class,
            KafkaSource.class,
            DeliveryGuarantee.class,
            JsonMapper.class,
            JsonParser.class,
            JsonProperty.class,
            JavaTimeModule.class,
            Jdk8Module.class,
            StringUtils.class);
    /** What the Kafka clients load by name. */
    private static final List<String> COMPRESSION =
            List.of("net.jpountz.lz4.LZ4Factory", "com.github.luben.zstd.Zstd", "org.xerial.snappy.Snappy");

    /** With which the Odoo reader goes gently. */
    private static final List<String> READER = List.of(
            "io.github.resilience4j.core.IntervalFunction",
            "io.github.resilience4j.retry.Retry",
            "io.github.resilience4j.circuitbreaker.CircuitBreaker",
            "io.github.resilience4j.ratelimiter.RateLimiter");

    private static final FileTime MADE = FileTime.fromMillis(0);

    private final Set<String> entries = new HashSet<>();

    private JobJar() {}

    /**
     * Writes the jar.
     *
     * @throws UserError when it cannot be written, or this installation has no Kafka clients for it
     */
    public static void write(Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ReconciliationMain.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            JobJar content = new JobJar();
            begin(JarFile.MANIFEST_NAME, out);
            manifest.write(out);
            out.closeEntry();
            content.add(kafkaClients(), out);
            for (Class<?> member : CONTENT) {
                content.add(home(member), out);
            }
            for (String member : COMPRESSION) {
                content.add(home(Class.forName(member)), out);
            }
            for (String member : READER) {
                content.add(home(Class.forName(member)), out);
            }
        } catch (IOException e) {
            throw new UserError("the jar cannot be written to " + jar + ": check the directory", e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a library of the job is not on the class path", e);
        }
    }

    /** Where a class comes from: a jar, or a directory of classes. */
    private static Path home(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where " + member.getName() + " comes from is no path", e);
        }
    }

    /** They stand beside our classes, not among the libraries that the command runs on. */
    private static Path kafkaClients() throws IOException {
        Path directory = home(JobJar.class).resolveSibling("cluster-lib");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> jars = Files.list(directory)) {
                Path found = jars.filter(jar -> jar.getFileName().toString().startsWith("kafka-clients-"))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    return found;
                }
            }
        }
        throw new UserError("this installation has no Kafka clients for the job: build it once with mvn package");
    }

    private void add(Path from, JarOutputStream out) throws IOException {
        if (Files.isDirectory(from)) {
            addTree(from, out);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(from)) {
            addTree(jar.getPath("/"), out);
        }
    }

    private void addTree(Path root, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (belongs(name) && entries.add(name)) {
                    begin(name, out);
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    /** All entries are of one time, so that the same content makes the same jar. */
    private static void begin(String name, JarOutputStream out) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(MADE);
        out.putNextEntry(entry);
    }

    /** Signatures and module descriptors of the parts say nothing true of the whole. */
    private static boolean belongs(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return !upper.equals(JarFile.MANIFEST_NAME)
                && !upper.endsWith(".SF")
                && !upper.endsWith(".RSA")
                && !upper.endsWith(".DSA")
                && !name.endsWith("module-info.class");
    }
}
