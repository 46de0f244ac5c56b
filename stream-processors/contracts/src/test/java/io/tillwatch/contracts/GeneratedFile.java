package io.tillwatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is derived from code: the build fails when it is stale. */
public final class GeneratedFile {
    private GeneratedFile() {}

    /** Compares, or with {@code -Dtillwatch.update=true} writes. */
    public static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("tillwatch.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as("%s is stale: run its module's tests with -Dtillwatch.update=true", file)
                .hasContent(content);
    }
}
