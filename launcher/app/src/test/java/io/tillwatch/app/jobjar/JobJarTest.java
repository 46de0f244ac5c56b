package io.tillwatch.app.jobjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
    private static final String JOB = "io/tillwatch/reconciliation/job/ReconciliationMain.class";

    @TempDir
    private Path directory;

    @Test
    void holds_the_job_and_the_kafka_clients_that_its_connector_was_built_for_and_nothing_of_flink_itself()
            throws Exception {
        // Given
        Path jar = directory.resolve("job.jar");

        // When
        JobJar.write(jar);

        // Then
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.tillwatch.reconciliation.job.ReconciliationMain");
            assertThat(file.getEntry(JOB)).isNotNull();
            assertThat(file.getEntry("org/apache/flink/connector/kafka/sink/KafkaSink.class"))
                    .isNotNull();
            assertThat(file.getEntry("io/github/resilience4j/retry/Retry.class"))
                    .as("it may read Odoo itself")
                    .isNotNull();
            assertThat(file.getEntry("org/apache/flink/runtime/minicluster/MiniCluster.class"))
                    .isNull();
            Properties version = new Properties();
            version.load(file.getInputStream(file.getEntry("kafka/kafka-version.properties")));
            assertThat(version.getProperty("version")).startsWith("4.2.");
        }
    }

    @Test
    void the_same_content_makes_the_same_jar() throws Exception {
        // Given
        JobJar.write(directory.resolve("one.jar"));

        // When
        JobJar.write(directory.resolve("two.jar"));

        // Then
        assertThat(Files.mismatch(directory.resolve("one.jar"), directory.resolve("two.jar")))
                .isEqualTo(-1);
    }
}
