package io.tillwatch.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names the server that runs on a data directory and the process that started it, so that whoever comes after a killed
 * run finds what it left behind.
 */
record PidFile(Path path) {
    static PidFile in(Path dataDir) {
        return new PidFile(dataDir.toAbsolutePath().resolve("elasticsearch.pid"));
    }

    void write(ProcessHandle server) throws IOException {
        ProcessHandle owner = ProcessHandle.current();
        Files.writeString(path, server.pid() + " " + owner.pid() + " " + started(owner));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /**
     * Stops a server whose owner is gone: it holds the directory's lock and its port. That of an owner that lives is left
     * alone.
     *
     * @throws EngineException when another process runs a server on this directory
     */
    void stopLeftover() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        String[] words = Files.readString(path).strip().split(" ", -1);
        Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(words[0]))
                .filter(one -> one.info().commandLine().orElse("").contains("elasticsearch"));
        if (server.isPresent() && words.length > 2) {
            refuseIfOwned(Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
        server.ifPresent(one -> new ProcessTree(one).stop());
        delete();
    }

    private void refuseIfOwned(long owner, long started) {
        boolean lives =
                ProcessHandle.of(owner).filter(one -> started(one) == started).isPresent();
        if (lives && owner != ProcessHandle.current().pid()) {
            throw new EngineException("process " + owner + " runs on the data directory " + path.getParent()
                    + " already: stop it, or choose another directory with --data-dir");
        }
    }

    /** Ids of processes come again, their times do not. */
    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
