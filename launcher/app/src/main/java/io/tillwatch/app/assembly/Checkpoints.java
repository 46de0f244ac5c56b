package io.tillwatch.app.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the checkpoint from which a job goes on. */
final class Checkpoints {
    private Checkpoints() {}

    /** The youngest complete one below a directory; null when there is none, so that the job starts afresh. */
    static @Nullable Path youngest(Path below) {
        if (!Files.isDirectory(below)) {
            return null;
        }
        try (Stream<Path> files = Files.walk(below, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(Checkpoints::written))
                    .map(Path::getParent)
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for checkpoints below " + below, e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the date of " + file, e);
        }
    }
}
