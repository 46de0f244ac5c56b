package io.tillwatch.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How to run a program that refuses to run as root. */
final class Unprivileged {
    private static final String ID = "1000";

    private Unprivileged() {}

    /**
     * Words to put in front of the command: none for ordinary users; for root a user namespace in which it is somebody
     * else, or, where there are no such namespaces, another user to whom the directory is given.
     */
    static List<String> prefix(Path dataDir) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "-U", "--map-user=" + ID, "--map-group=" + ID);
        if (succeeds(Stream.concat(namespace.stream(), Stream.of("true")).toList())) {
            return namespace;
        }
        UserPrincipal other =
                dataDir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ID);
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, other);
            }
        }
        return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
